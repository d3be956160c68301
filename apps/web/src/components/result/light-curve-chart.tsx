"use client";
import { useCallback, useMemo, useState } from "react";
import { ChartPanel } from "@/components/chart/chart-panel.tsx";
import { usePalette } from "@/components/chart/use-palette.ts";
import { Segmented } from "@/components/ui/segmented.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { lightCurveOption } from "@/lib/charts/light-curve-option.ts";
import { timeScaleName } from "@/lib/charts/time-axis.ts";
import { countOf } from "@/lib/count-of.ts";
import { type JsonObject, objectsOf } from "@/lib/result/json.ts";
import type { LightCurveSeries, TimeScale } from "@/lib/result/light-curve-series.ts";
import { toCsv } from "@/lib/result/to-csv.ts";
import { Measurements } from "./measurements.tsx";

interface LightCurveChartProps {
  data: JsonObject;
  curve: LightCurveSeries;
  magnitudeName: string;
  fileName: string;
  onOpenFrame: (frame: string) => void;
}

export function LightCurveChart({ data, curve, magnitudeName, fileName, onOpenFrame }: LightCurveChartProps) {
  const { points, scales } = curve;
  const palette = usePalette();
  const [scale, setScale] = useState<TimeScale>(scales[0] ?? "jd");
  const option = useMemo(
    () => palette && lightCurveOption({ points, scale, magnitudeName }, palette),
    [points, scale, magnitudeName, palette],
  );
  const open = useCallback(
    ({ index }: { index: number }) => {
      const point = points[index];
      if (point?.picture) onOpenFrame(point.frame);
    },
    [points, onOpenFrame],
  );
  if (!option) return <Skeleton className="h-[28rem]" />;
  return (
    <ChartPanel
      title="Light curve"
      option={option}
      label={`Light curve of ${countOf(points.length, "point")}`}
      onSelect={open}
      fileName={`${fileName}-light-curve`}
      csv={() => toCsv(objectsOf(data.light_curve))}
      controls={
        <Segmented
          label="Time"
          value={scale}
          onChange={setScale}
          options={scales.map((value) => ({
            value,
            label: value === "date" ? "Date" : timeScaleName(value).split(" ")[0]!,
          }))}
        />
      }
    >
      <Measurements points={points} />
    </ChartPanel>
  );
}
