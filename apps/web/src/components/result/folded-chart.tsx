"use client";
import { type ReactNode, useMemo } from "react";
import { ChartPanel } from "@/components/chart/chart-panel.tsx";
import { usePalette } from "@/components/chart/use-palette.ts";
import { foldedOption } from "@/lib/charts/folded-option.ts";
import { formatPeriod } from "@/lib/result/format-period.ts";
import type { LightCurveSeries } from "@/lib/result/light-curve-series.ts";
import { foldingTimes, foldPhases } from "@/lib/result/phase-fold.ts";
import { toCsv } from "@/lib/result/to-csv.ts";

interface FoldedChartProps {
  curve: LightCurveSeries;
  /** Days. */
  period: number;
  magnitudeName: string;
  fileName: string;
  children: ReactNode;
}

export function FoldedChart({ curve, period, magnitudeName, fileName, children }: FoldedChartProps) {
  const palette = usePalette();
  const { points } = curve;
  const folding = useMemo(() => foldingTimes(curve), [curve]);
  const option = useMemo(
    () => palette && foldedOption({ points, ...folding, period, magnitudeName }, palette),
    [palette, points, folding, period, magnitudeName],
  );
  if (!option) return null;
  const rows = () => {
    const phases = foldPhases(folding.times, period, folding.epoch);
    return points.map(({ frame, magnitude, sigma }, index) => ({ phase: phases[index]!, magnitude, sigma, frame }));
  };
  return (
    <ChartPanel
      title="Folded light curve"
      option={option}
      label={`Light curve folded at ${formatPeriod(period, null)}`}
      fileName={`${fileName}-folded`}
      csv={() => toCsv(rows())}
    >
      {children}
    </ChartPanel>
  );
}
