import type { EChartsType } from "echarts/core";
import { FileSpreadsheet, ImageDown, Maximize, ZoomIn, ZoomOut } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { showAll, zoomChart } from "@/lib/charts/zoom.ts";
import { saveAddress, saveText } from "@/lib/save-file.ts";

interface ChartToolbarProps {
  chart: EChartsType | null;
  fileName: string;
  csv?: () => string;
}

function Tool({ label, ...button }: ComponentProps<typeof Button> & { label: string }) {
  return (
    <Tooltip text={label}>
      <Button tone="quiet" size="icon" aria-label={label} {...button} />
    </Tooltip>
  );
}

export function ChartToolbar({ chart, fileName, csv }: ChartToolbarProps) {
  const savePicture = () => {
    if (!chart) return;
    const backgroundColor = getComputedStyle(chart.getDom()).getPropertyValue("--surface");
    saveAddress(chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor }), `${fileName}.png`);
  };
  return (
    <div role="toolbar" aria-label="Chart" className="flex items-center gap-0.5 px-2 pb-1.5">
      <Tool label="Zoom out" disabled={!chart} onClick={() => chart && zoomChart(chart, 1.5)}>
        <ZoomOut aria-hidden />
      </Tool>
      <Tool label="Zoom in" disabled={!chart} onClick={() => chart && zoomChart(chart, 1 / 1.5)}>
        <ZoomIn aria-hidden />
      </Tool>
      <Tool label="Show all" disabled={!chart} onClick={() => chart && showAll(chart)}>
        <Maximize aria-hidden />
      </Tool>
      <span className="mr-auto truncate pl-1.5 text-[0.86rem] text-faint max-sm:invisible">
        Drag to move, Ctrl and wheel to zoom
      </span>
      {csv && (
        <Button tone="quiet" size="small" onClick={() => saveText(csv(), "text/csv", `${fileName}.csv`)}>
          <FileSpreadsheet aria-hidden />
          CSV
        </Button>
      )}
      <Button tone="quiet" size="small" disabled={!chart} onClick={savePicture}>
        <ImageDown aria-hidden />
        PNG
      </Button>
    </div>
  );
}
