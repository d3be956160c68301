import { axisStyle } from "./axis-style.ts";
import { decimalsFor, paddedExtent } from "./extent.ts";
import type { Palette } from "./palette.ts";
import { tickText } from "./tick-text.ts";

interface Measured {
  magnitude: number;
  sigma: number | null;
}

/** Bright is up. Wide enough for the error bars, but not for those of points that say next to nothing. */
export function magnitudeAxis(points: readonly Measured[], name: string, palette: Palette) {
  const plain = paddedExtent(points.map(({ magnitude }) => magnitude));
  const span = plain.max - plain.min;
  const reach = ({ sigma }: Measured) => Math.min(sigma ?? 0, span);
  const ends = points.flatMap((point) => [point.magnitude - reach(point), point.magnitude + reach(point)]);
  const extent = paddedExtent(ends);
  const decimals = decimalsFor(extent.max - extent.min);
  const style = axisStyle(palette, name);
  const axisLabel = {
    ...style.axisLabel,
    formatter: (value: number) => tickText(value, decimals),
    showMinLabel: false,
    showMaxLabel: false,
  };
  return { ...style, type: "value", inverse: true, ...extent, axisLabel } as const;
}
