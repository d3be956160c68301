import { smoothTransform } from "./hcompress-smooth.ts";

/** Rounds to a multiple of `unit`, a power of two: halves go up, and down for negative numbers; nothing for 1. */
function toMultiple(value: number, unit: number): number {
  if (unit <= 1) return value;
  const half = unit / 2;
  return Math.floor((value + (value >= 0 ? half : half - 1)) / unit) * unit;
}

/** Whether the bit of weight `unit` is set in the two's complement of a whole number. */
function hasBit(value: number, unit: number): boolean {
  const quotient = Math.floor(value / unit);
  return quotient % 2 !== 0;
}

/**
 * Undoes the H-transform in place (R. White; FITS 4.0, §10.4.4): `a` holds `rows` × `columns` coefficients and becomes the pixels.
 * Whole numbers up to 2^53 stand for the 64-bit integers of the standard.
 */
export function inverseTransform(a: Float64Array, rows: number, columns: number, smoothScale: number): void {
  const levels = 32 - Math.clz32(Math.max(rows, columns) - 1);
  const scratch = new Float64Array(Math.max(rows, columns));
  a[0] = toMultiple(a[0], 2 ** (levels + 1));
  for (let level = levels - 1; level >= 0; level--) {
    const [height, width] = [Math.ceil(rows / 2 ** level), Math.ceil(columns / 2 ** level)];
    for (let row = 0; row < height; row++) interleave(a, row * columns, width, 1, scratch);
    for (let column = 0; column < width; column++) interleave(a, column, height, columns, scratch);
    smoothTransform(a, height, width, columns, smoothScale);
    spreadBlocks(a, height, width, columns, level);
  }
}

/** The first half of a line goes to its even places, the second to its odd ones. */
function interleave(a: Float64Array, start: number, length: number, step: number, scratch: Float64Array): void {
  const half = (length + 1) >> 1;
  for (let i = 0; i < length; i++) scratch[i] = a[start + i * step];
  for (let i = 0; i < half; i++) a[start + 2 * i * step] = scratch[i];
  for (let i = half; i < length; i++) a[start + (2 * (i - half) + 1) * step] = scratch[i];
}

function spreadBlocks(a: Float64Array, rows: number, columns: number, stride: number, level: number): void {
  const bit0 = 2 ** level;
  const bit1 = 2 * bit0;
  const divisor = level === 0 ? 4 : 2;
  for (let row = 0; row < rows; row += 2) {
    const isLastRow = row + 1 === rows;
    for (let column = 0; column < columns; column += 2) {
      const at = row * stride + column;
      const isLastColumn = column + 1 === columns;
      let h0 = a[at];
      if (isLastRow || isLastColumn) {
        if (isLastRow && isLastColumn) {
          a[at] = Math.floor(h0 / divisor);
          continue;
        }
        const other = at + (isLastRow ? 1 : stride);
        const slope = toMultiple(a[other], bit1);
        const low = hasBit(slope, bit1) ? bit1 : 0;
        h0 += h0 >= 0 ? -low : low;
        a[other] = Math.floor((h0 + slope) / divisor);
        a[at] = Math.floor((h0 - slope) / divisor);
        continue;
      }
      let hx = toMultiple(a[at + stride], bit1);
      let hy = toMultiple(a[at + 1], bit1);
      const hc = toMultiple(a[at + stride + 1], bit0);
      const low0 = hasBit(hc, bit0) ? bit0 : 0;
      hx += hx >= 0 ? -low0 : low0;
      hy += hy >= 0 ? -low0 : low0;
      const odd = (hasBit(hc, bit1) !== hasBit(hx, bit1)) !== hasBit(hy, bit1);
      const low1 = odd ? bit1 : 0;
      if (h0 >= 0) h0 += low0 - low1;
      else h0 += low0 === 0 ? low1 : low0 - low1;
      a[at + stride + 1] = Math.floor((h0 + hx + hy + hc) / divisor);
      a[at + stride] = Math.floor((h0 + hx - hy - hc) / divisor);
      a[at + 1] = Math.floor((h0 - hx + hy - hc) / divisor);
      a[at] = Math.floor((h0 - hx - hy + hc) / divisor);
    }
  }
}
