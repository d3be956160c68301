import type { LightCurvePoint, TimeScale } from "../result/light-curve-series.ts";
import { baseOption } from "./base-option.ts";
import type { ChartOption } from "./chart-option.ts";
import { errorBars } from "./error-bars.ts";
import { magnitudeAxis } from "./magnitude-axis.ts";
import type { Palette } from "./palette.ts";
import { pointTooltip } from "./point-tooltip.ts";
import { timeAxis } from "./time-axis.ts";

export interface LightCurveView {
  points: readonly LightCurvePoint[];
  scale: TimeScale;
  /** "Magnitude (rp)". */
  magnitudeName: string;
}

/** Magnitude against time. */
export function lightCurveOption({ points, scale, magnitudeName }: LightCurveView, palette: Palette): ChartOption {
  const base = baseOption(palette);
  const { values, axis } = timeAxis(points, scale, palette);
  const bars = points.flatMap(({ magnitude, sigma }, index) =>
    sigma === null ? [] : [{ at: values[index]!, low: magnitude - sigma, high: magnitude + sigma }],
  );
  return {
    ...base,
    useUTC: true,
    xAxis: axis,
    yAxis: magnitudeAxis(points, magnitudeName, palette),
    tooltip: { ...base.tooltip, trigger: "axis", formatter: (items) => nearestPoint(items, points) },
    series: [
      errorBars(bars, palette.faint),
      {
        type: "scatter",
        id: "points",
        z: 2,
        symbolSize: points.length > 300 ? 5 : 8,
        itemStyle: { color: palette.accent, opacity: 1 },
        emphasis: { scale: 1.5 },
        cursor: points.some(({ picture }) => picture) ? "pointer" : "default",
        data: points.map(({ magnitude }, index) => [values[index]!, magnitude]),
      },
    ],
  };
}

/** The tooltip of the point that is nearest in time. */
function nearestPoint(items: unknown, points: readonly LightCurvePoint[]): HTMLElement | string {
  const [item] = (Array.isArray(items) ? items : []) as { dataIndex: number }[];
  const point = item && points[item.dataIndex];
  if (!point) return "";
  return pointTooltip(point, point.picture ? [["Press the point for its picture", ""]] : []);
}
