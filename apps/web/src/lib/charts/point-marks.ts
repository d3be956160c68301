import type { LightCurvePoint } from "../result/light-curve-series.ts";
import type { Palette } from "./palette.ts";

/** A point where it belongs: a disc, or a hollow diamond where something is to be known of it. */
export function pointMark(
  { notes }: LightCurvePoint,
  place: [number, number],
  size: number,
  palette: Pick<Palette, "accent" | "surface">,
) {
  if (!notes) return place;
  const itemStyle = { color: palette.surface, borderColor: palette.accent, borderWidth: 2 };
  return { value: place, symbol: "diamond", symbolSize: size + 4, itemStyle };
}

/** How frames without a magnitude are marked, just above the end of the axis. */
export function unmeasuredMark(size: number, palette: Pick<Palette, "bad" | "surface">) {
  const itemStyle = { color: palette.surface, borderColor: palette.bad, borderWidth: 2 };
  return {
    symbol: "triangle",
    symbolRotate: 180,
    symbolOffset: [0, "-70%"] as [number, string],
    symbolSize: size + 3,
    itemStyle,
  };
}
