import type { Plane } from "./fit-plane.ts";
import { type PixelPatch, withinPatch } from "./pixel-patch.ts";

/** `size` × `size` pixels, the first in column `left` and row `bottom`; it may reach over the edges of the image. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly size: number;
}

/** For each column, or row, of a box the sum of its pixels with a value and their number. */
export interface Margin {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

export interface MarginalSums {
  readonly columns: Margin;
  readonly rows: Margin;
  /** Pixels with a value in the whole box. */
  readonly valid: number;
}

const marginOf = (size: number): Margin => ({ sums: new Float64Array(size), counts: new Float64Array(size) });

/** Grow to the largest box seen; one box is looked at at a time. */
let columns = marginOf(64);
let rows = marginOf(64);

/** Sums along both axes, above the plane (about x, y) where one is given. Valid until the next call. */
export function marginalSums(
  patch: PixelPatch,
  box: Box,
  above?: { readonly x: number; readonly y: number; readonly plane: Plane },
): MarginalSums {
  const { size } = box;
  if (columns.sums.length < size) [columns, rows] = [marginOf(size), marginOf(size)];
  const valid = (!above && sumWithoutGaps(patch, box)) || sumWithGaps(patch, box, above);
  return { columns, rows, valid };
}

/** For the usual box, inside the image and with a value everywhere; 0 for another, the sums of which are then meaningless. */
function sumWithoutGaps(patch: PixelPatch, { left, bottom, size }: Box): number {
  const { data, width } = patch;
  const [x, y] = [left - patch.x0, bottom - patch.y0];
  if (x < 0 || y < 0 || x + size > width || y + size > patch.height) return 0;
  const { sums } = columns;
  sums.fill(0, 0, size);
  let total = 0;
  for (let j = 0; j < size; j++) {
    const row = (y + j) * width + x;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const value = data[row + i];
      sum += value;
      sums[i] += value;
    }
    rows.sums[j] = sum;
    total += sum;
  }
  columns.counts.fill(size, 0, size);
  rows.counts.fill(size, 0, size);
  return Number.isFinite(total) ? size * size : 0;
}

function sumWithGaps(
  patch: PixelPatch,
  { left, bottom, size }: Box,
  above?: { readonly x: number; readonly y: number; readonly plane: Plane },
): number {
  for (const values of [columns.sums, columns.counts, rows.sums, rows.counts]) values.fill(0, 0, size);
  const { data, width } = patch;
  const vertical = withinPatch(patch.y0, patch.height, bottom, bottom + size - 1);
  const horizontal = withinPatch(patch.x0, width, left, left + size - 1);
  let valid = 0;
  for (let j = vertical.from; j < vertical.to; j++) {
    for (let i = horizontal.from; i < horizontal.to; i++) {
      let value = data[(j - patch.y0) * width + i - patch.x0];
      if (value - value !== 0) continue;
      if (above) value -= planeAt(above.plane, i - above.x + 0.5, j - above.y + 0.5);
      rows.sums[j - bottom] += value;
      columns.sums[i - left] += value;
      rows.counts[j - bottom]++;
      columns.counts[i - left]++;
      valid++;
    }
  }
  return valid;
}

function planeAt([c0, c1, c2]: Plane, dx: number, dy: number): number {
  return c0 + c1 * dx + c2 * dy;
}
