import { endColumn, firstColumn } from "./circle-columns.ts";
import { circleOverlap } from "./circle-overlap.ts";
import { type PixelPatch, withinPatch } from "./pixel-patch.ts";

/** How pixels that the circle cuts count: the reference's 5 × 5 sub-pixels, or their exact share. */
export type ApertureFractions = "subPixel" | "exact";

export interface ApertureSum {
  /** Σ value · share. */
  readonly sum: number;
  /** Σ share: pixels² of the circle that are on the image and have a value. */
  readonly area: number;
  /** Brightest pixel with a share; −Infinity when there is none. */
  readonly peak: number;
  /** Pixels with a share but without a value. */
  readonly masked: number;
}

const halfDiagonal = Math.SQRT1_2;

/**
 * Counts in a circle of radius r about (x, y), PE pixels. Pixels without a value, and outside of the image, are left out of sum and
 * area. Source: operations.md §8.4 (sub-pixels); exact overlap after Mighell, "Algorithms for CCD stellar photometry" (1999).
 */
export function apertureSum(
  patch: PixelPatch,
  x: number,
  y: number,
  radius: number,
  fractions: ApertureFractions,
): ApertureSum {
  const share = fractions === "exact" ? circleOverlap : subPixelOverlap;
  const { data, width } = patch;
  const rows = withinPatch(patch.y0, patch.height, Math.floor(y - radius - 1), Math.ceil(y + radius + 1));
  const columns = withinPatch(patch.x0, width, Math.floor(x - radius - 1), Math.ceil(x + radius + 1));
  const full = radius > halfDiagonal ? (radius - halfDiagonal) ** 2 : -1;
  const none = (radius + halfDiagonal) ** 2;
  let [sum, area, peak, masked] = [0, 0, Number.NEGATIVE_INFINITY, 0];
  for (let j = rows.from; j < rows.to; j++) {
    const up = (j - y + 0.5) ** 2;
    const row = (j - patch.y0) * width - patch.x0;
    const to = Math.min(columns.to, endColumn(x, up, none, false));
    const fullFrom = up > full ? to : firstColumn(x, up, full, true);
    const fullTo = up > full ? to : endColumn(x, up, full, true);
    for (let i = Math.max(columns.from, firstColumn(x, up, none, false)); i < to; i++) {
      const fraction = i >= fullFrom && i < fullTo ? 1 : share(i - x, j - y, radius);
      if (fraction === 0) continue;
      const value = data[row + i];
      if (value - value !== 0) {
        masked++;
        continue;
      }
      sum += value * fraction;
      area += fraction;
      if (value > peak) peak = value;
    }
  }
  return { sum, area, peak, masked };
}

/** Share of 5 × 5 points of the pixel with its lower left corner at (x, y) within the radius of (0, 0), the edge counting. */
export function subPixelOverlap(x: number, y: number, radius: number): number {
  const limit = radius * radius;
  const a = (x + 0.1) ** 2;
  const b = (x + 0.3) ** 2;
  const c = (x + 0.5) ** 2;
  const d = (x + 0.7) ** 2;
  const e = (x + 0.9) ** 2;
  let inside = 0;
  for (let up = 0; up < 5; up++) {
    const square = (y + (up + 0.5) / 5) ** 2;
    if (a + square <= limit) inside++;
    if (b + square <= limit) inside++;
    if (c + square <= limit) inside++;
    if (d + square <= limit) inside++;
    if (e + square <= limit) inside++;
  }
  return inside / 25;
}
