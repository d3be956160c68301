import { endColumn, firstColumn } from "./circle-columns.ts";
import { type PixelPatch, withinPatch } from "./pixel-patch.ts";

/** A ring about (x, y), PE pixels. */
export interface Annulus {
  readonly x: number;
  readonly y: number;
  readonly inner: number;
  readonly outer: number;
}

/** Grows to the largest ring seen; one ring is looked at at a time. */
let scratch = new Float64Array(1024);

/** The finite pixels whose centre c has inner² ≤ |c − (x, y)|² ≤ outer², row by row. Valid until the next call. */
export function annulusPixels(patch: PixelPatch, { x, y, inner, outer }: Annulus): Float64Array {
  if (!(outer > inner)) return scratch.subarray(0, 0);
  const { data, width } = patch;
  const rows = withinPatch(patch.y0, patch.height, Math.floor(y - outer), Math.floor(y + outer));
  const columns = withinPatch(patch.x0, width, Math.floor(x - outer), Math.floor(x + outer));
  const room = Math.max(0, rows.to - rows.from) * Math.max(0, columns.to - columns.from);
  if (scratch.length < room) scratch = new Float64Array(room);
  const values = scratch;
  const hollow = inner * inner;
  const limit = outer * outer;
  let count = 0;
  for (let j = rows.from; j < rows.to; j++) {
    const up = (j - y + 0.5) ** 2;
    const row = (j - patch.y0) * width - patch.x0;
    const from = Math.max(firstColumn(x, up, limit, true), columns.from);
    const to = Math.min(endColumn(x, up, limit, true), columns.to);
    const left = Math.min(firstColumn(x, up, hollow, false), to);
    const right = Math.max(from, left, endColumn(x, up, hollow, false));
    for (let i = from; i < left; i++) {
      const value = data[row + i];
      if (value - value === 0) values[count++] = value;
    }
    for (let i = right; i < to; i++) {
      const value = data[row + i];
      if (value - value === 0) values[count++] = value;
    }
  }
  return values.subarray(0, count);
}
