import type { LightCurvePoint, LightCurveRow, TimeScale } from "../result/light-curve-series.ts";
import { baseOption } from "./base-option.ts";
import type { ChartOption } from "./chart-option.ts";
import { errorBars } from "./error-bars.ts";
import { magnitudeAxis } from "./magnitude-axis.ts";
import type { Palette } from "./palette.ts";
import { pointMark, unmeasuredMark } from "./point-marks.ts";
import { pointTooltip } from "./point-tooltip.ts";
import { timeAxis } from "./time-axis.ts";

export interface LightCurveView {
  points: readonly LightCurvePoint[];
  /** Marked at the faint end of the axis, as they have no place on it. */
  unmeasured?: readonly LightCurveRow[];
  scale: TimeScale;
  /** "Magnitude (rp)". */
  magnitudeName: string;
}

/** Magnitude against time; the points are series "points", frames without a magnitude series "unmeasured". */
export function lightCurveOption(
  { points, unmeasured = [], scale, magnitudeName }: LightCurveView,
  palette: Palette,
): ChartOption {
  const base = baseOption(palette);
  const { values, axis } = timeAxis([...points, ...unmeasured], scale, palette);
  const yAxis = magnitudeAxis(points, magnitudeName, palette);
  const bars = points.flatMap(({ magnitude, sigma }, index) =>
    sigma === null ? [] : [{ at: values[index]!, low: magnitude - sigma, high: magnitude + sigma }],
  );
  const symbolSize = points.length > 300 ? 5 : 8;
  const cursor = [...points, ...unmeasured].some(({ picture }) => picture) ? "pointer" : "default";
  return {
    ...base,
    useUTC: true,
    xAxis: axis,
    yAxis,
    tooltip: { ...base.tooltip, trigger: "axis", formatter: (items) => nearestPoint(items, { points, unmeasured }) },
    series: [
      errorBars(bars, palette.faint),
      {
        type: "scatter",
        id: "points",
        z: 2,
        symbolSize,
        itemStyle: { color: palette.accent, opacity: 1 },
        emphasis: { scale: 1.5 },
        cursor,
        data: points.map((point, index) => pointMark(point, [values[index]!, point.magnitude], symbolSize, palette)),
      },
      {
        type: "scatter",
        id: "unmeasured",
        z: 3,
        ...unmeasuredMark(symbolSize, palette),
        emphasis: { scale: 1.5 },
        cursor,
        data: unmeasured.map((_, index) => [values[points.length + index]!, yAxis.max]),
      },
    ],
  };
}

/** The tooltip of the point that is nearest in time. */
function nearestPoint(
  items: unknown,
  rows: { points: readonly LightCurveRow[]; unmeasured: readonly LightCurveRow[] },
): HTMLElement | string {
  const [item] = (Array.isArray(items) ? items : []) as { dataIndex: number; seriesId?: string }[];
  const point = item && rows[item.seriesId === "unmeasured" ? "unmeasured" : "points"][item.dataIndex];
  if (!point) return "";
  return pointTooltip(point, point.picture ? [["Press the point for its picture", ""]] : []);
}
