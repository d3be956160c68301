import type { Palette } from "./palette.ts";

/** Lines, labels and name of an axis; the name stands in its middle, outside. */
export function axisStyle(palette: Palette, name: string) {
  return {
    name,
    nameLocation: "middle",
    nameGap: 26,
    nameMoveOverlap: true,
    nameTextStyle: { color: palette.muted, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: palette["line-strong"] } },
    axisTick: { show: true, lineStyle: { color: palette["line-strong"] } },
    axisLabel: { color: palette.muted, fontSize: 11.5, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.line } },
  } as const;
}
