"use client";
import { useCallback, useMemo, useState } from "react";
import { ChartPanel } from "@/components/chart/chart-panel.tsx";
import { usePalette } from "@/components/chart/use-palette.ts";
import { Segmented } from "@/components/ui/segmented.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { lightCurveOption } from "@/lib/charts/light-curve-option.ts";
import { timeScaleName } from "@/lib/charts/time-axis.ts";
import { countOf } from "@/lib/count-of.ts";
import { type JsonObject, objectsOf, textsOf } from "@/lib/result/json.ts";
import type { LightCurveRow, LightCurveSeries, TimeScale } from "@/lib/result/light-curve-series.ts";
import { toCsv } from "@/lib/result/to-csv.ts";
import { Measurements } from "./measurements.tsx";
import { PointKey } from "./point-key.tsx";

interface LightCurveChartProps {
  data: JsonObject;
  curve: LightCurveSeries;
  magnitudeName: string;
  fileName: string;
  onOpenFrame: (frame: string) => void;
}

export function LightCurveChart({ data, curve, magnitudeName, fileName, onOpenFrame }: LightCurveChartProps) {
  const { points, unmeasured, scales } = curve;
  const palette = usePalette();
  const [scale, setScale] = useState<TimeScale>(scales[0] ?? "jd");
  const option = useMemo(
    () => palette && lightCurveOption({ points, unmeasured, scale, magnitudeName }, palette),
    [points, unmeasured, scale, magnitudeName, palette],
  );
  const open = useCallback(
    ({ seriesId, index }: { seriesId: string; index: number }) => {
      const point = (seriesId === "unmeasured" ? unmeasured : points)?.[index];
      if (point?.picture) onOpenFrame(point.frame);
    },
    [points, unmeasured, onOpenFrame],
  );
  if (!option) return <Skeleton className="h-[28rem]" />;
  return (
    <ChartPanel
      title="Light curve"
      option={option}
      label={`Light curve of ${countOf(points.length, "point")}${unmeasured ? `, ${countOf(unmeasured.length, "frame")} without a magnitude` : ""}`}
      onSelect={open}
      fileName={`${fileName}-light-curve`}
      csv={() => toCsv(objectsOf(data.light_curve).map(withFlags))}
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
      <PointKey curve={curve} />
      <Measurements points={inOrder(points, unmeasured)} />
    </ChartPanel>
  );
}

function inOrder(points: readonly LightCurveRow[], unmeasured: readonly LightCurveRow[] = []): LightCurveRow[] {
  return [...points, ...unmeasured].sort((a, b) => a.times.jd! - b.times.jd!);
}

/** A table has no lists in its cells. */
function withFlags(row: JsonObject): JsonObject {
  const joined = (member: string) => (Array.isArray(row[member]) ? { [member]: textsOf(row[member]).join(" ") } : {});
  return { ...row, ...joined("flags"), ...joined("flag_notes") };
}
