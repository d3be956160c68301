import type { LightCurveRow, TimeScale } from "../result/light-curve-series.ts";
import { axisStyle } from "./axis-style.ts";
import { decimalsFor, paddedExtent } from "./extent.ts";
import type { Palette } from "./palette.ts";
import { tickText } from "./tick-text.ts";

const NAMES: Record<TimeScale, string> = { date: "Date (UTC)", jd: "JD", bjd: "BJD (TDB)", hjd: "HJD" };

/** "BJD (TDB)". */
export const timeScaleName = (scale: TimeScale): string => NAMES[scale];

/** Where the points lie on a time axis; Julian dates are counted from a whole day, as their digits would not fit. */
export function timeAxis(points: readonly LightCurveRow[], scale: TimeScale, palette: Palette) {
  const times = points.map(({ times }) => times[scale] ?? Number.NaN);
  if (scale === "date") {
    const axis = { ...axisStyle(palette, NAMES.date), type: "time", ...paddedExtent(times, 0.03) } as const;
    return { values: times, axis };
  }
  const offset = Math.floor(paddedExtent(times, 0).min);
  const values = times.map((time) => time - offset);
  const extent = paddedExtent(values, 0.03);
  const decimals = decimalsFor(extent.max - extent.min);
  const style = axisStyle(palette, `${NAMES[scale]} − ${offset}`);
  const axisLabel = {
    ...style.axisLabel,
    formatter: (value: number) => tickText(value, decimals),
    showMinLabel: false,
    showMaxLabel: false,
  };
  return { values, axis: { ...style, type: "value", ...extent, axisLabel } as const };
}
