import type { LightCurvePoint } from "../result/light-curve-series.ts";
import { foldPhases } from "../result/phase-fold.ts";
import { axisStyle } from "./axis-style.ts";
import { baseOption } from "./base-option.ts";
import type { ChartOption } from "./chart-option.ts";
import { errorBars } from "./error-bars.ts";
import { magnitudeAxis } from "./magnitude-axis.ts";
import type { Palette } from "./palette.ts";
import { pointMark } from "./point-marks.ts";
import { pointTooltip } from "./point-tooltip.ts";

export interface FoldedView {
  points: readonly LightCurvePoint[];
  /** Of the points, days. */
  times: readonly number[];
  /** Days. */
  period: number;
  /** Time of phase 0, days. */
  epoch: number;
  magnitudeName: string;
}

/** Magnitude against phase, two turns; the second, the same points again, is hollow. */
export function foldedOption(
  { points, times, period, epoch, magnitudeName }: FoldedView,
  palette: Palette,
): ChartOption {
  const base = baseOption(palette);
  const phases = foldPhases(times, period, epoch);
  const turns = [0, 1];
  const bars = turns.flatMap((turn) =>
    points.flatMap(({ magnitude, sigma }, index) =>
      sigma === null ? [] : [{ at: phases[index]! + turn, low: magnitude - sigma, high: magnitude + sigma }],
    ),
  );
  const axis = axisStyle(palette, "Phase");
  const symbolSize = points.length > 300 ? 5 : 8;
  return {
    ...base,
    xAxis: {
      ...axis,
      type: "value",
      min: 0,
      max: 2,
      interval: 0.25,
      axisLabel: { ...axis.axisLabel, formatter: evenPhase },
    },
    yAxis: magnitudeAxis(points, magnitudeName, palette),
    tooltip: {
      ...base.tooltip,
      trigger: "item",
      formatter: (item) => {
        const { dataIndex } = item as { dataIndex: number };
        return pointTooltip(points[dataIndex]!, [["Phase", phases[dataIndex]!.toFixed(4)]]);
      },
    },
    series: [
      errorBars(bars, palette.faint),
      ...turns.map((turn) => ({
        type: "scatter" as const,
        id: turn === 0 ? "points" : "again",
        z: 2,
        symbolSize,
        itemStyle: {
          color: turn === 0 ? palette.accent : palette.surface,
          borderColor: palette.accent,
          borderWidth: turn,
          opacity: 1,
        },
        emphasis: { scale: 1.5 },
        data: points.map((point, index) =>
          pointMark(point, [phases[index]! + turn, point.magnitude], symbolSize, palette),
        ),
      })),
    ],
  };
}

const evenPhase = (phase: number) => ((phase * 2) % 1 === 0 ? phase.toFixed(1) : "");
