import { type LightCurveRow, type TimeScale, timeScales } from "../result/light-curve-series.ts";
import { timeScaleName } from "./time-axis.ts";
import { tooltipElement } from "./tooltip-element.ts";

/** "14.630 ± 0.003". */
function magnitudeText({ magnitude, sigma }: LightCurveRow): string {
  if (magnitude === null) return "none";
  if (sigma === null) return magnitude.toFixed(3);
  const decimals = sigma < 0.001 ? 4 : 3;
  return `${magnitude.toFixed(decimals)} ± ${sigma.toFixed(decimals)}`;
}

/** "2026-01-11 02:24:57" or a Julian date to the second. */
export function timeText(time: number, scale: TimeScale): string {
  return scale === "date" ? new Date(time).toISOString().slice(0, 19).replace("T", " ") : time.toFixed(5);
}

/** Frame, times and brightness of a point, `more`, and what is to be known of it. */
export function pointTooltip(point: LightCurveRow, more: readonly (readonly [string, string])[] = []): HTMLElement {
  const times = timeScales.flatMap((scale) => {
    const time = point.times[scale];
    return time === null ? [] : [[timeScaleName(scale), timeText(time, scale)] as const];
  });
  return tooltipElement(point.frame, [["Magnitude", magnitudeText(point)], ...times, ...more], point.notes);
}
