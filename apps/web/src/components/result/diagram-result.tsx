"use client";
import { useMemo, useState } from "react";
import { ChartPanel } from "@/components/chart/chart-panel.tsx";
import { usePalette } from "@/components/chart/use-palette.ts";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { ToggleChip } from "@/components/ui/toggle-chip.tsx";
import { diagramOption } from "@/lib/charts/diagram-option.ts";
import { countOf } from "@/lib/count-of.ts";
import { readDiagram } from "@/lib/result/cmd-series.ts";
import { diagramFacts } from "@/lib/result/diagram-facts.ts";
import { type JsonObject, objectsOf } from "@/lib/result/json.ts";
import { toCsv } from "@/lib/result/to-csv.ts";
import { ResultFacts } from "./result-facts.tsx";

/** The colour–magnitude diagram of a cluster. */
export function DiagramResult({ data, fileName }: { data: JsonObject; fileName: string }) {
  const palette = usePalette();
  const [withErrors, setWithErrors] = useState(false);
  const diagram = useMemo(() => readDiagram(data), [data]);
  const option = useMemo(
    () => diagram && palette && diagramOption(diagram, withErrors, palette),
    [diagram, withErrors, palette],
  );
  if (!diagram) return null;
  if (!option) return <Skeleton className="h-[40rem]" />;
  const drawn = diagram.groups.reduce((sum, { stars }) => sum + stars.length, 0);
  return (
    <>
      <ResultFacts facts={diagramFacts(data, diagram)} />
      <ChartPanel
        title="Colour–magnitude diagram"
        option={option}
        label={`Colour–magnitude diagram of ${countOf(drawn, "star")}`}
        fileName={`${fileName}-diagram`}
        csv={() => toCsv(objectsOf(data.cmd))}
        className="h-[36rem] max-sm:h-[28rem]"
        controls={
          <ToggleChip pressed={withErrors} onChange={setWithErrors}>
            Error bars
          </ToggleChip>
        }
      >
        {diagram.withoutColour > 0 && (
          <p className="border-t px-4 py-2 text-muted">
            {countOf(diagram.withoutColour, "star")} of unknown colour or magnitude can not be drawn; the CSV file has
            them.
          </p>
        )}
      </ChartPanel>
    </>
  );
}
