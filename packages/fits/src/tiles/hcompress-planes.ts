import type { HcompressBits } from "./hcompress-bits.ts";
import { tileCorrupt } from "./tile-error.ts";

/** A rectangle of the coefficients, which lie row by row with `stride` numbers a row. */
export interface Quadrant {
  /** Index of its first coefficient. */
  start: number;
  rows: number;
  columns: number;
  stride: number;
}

/**
 * Reads the bit planes of one quadrant of H-transform coefficients, the highest first, and adds them to `coefficients`
 * (FITS 4.0, §10.4.4). A plane stands there as 4-bit codes of its 2 × 2 blocks, or as a quadtree of such codes.
 */
export function readPlanes(bits: HcompressBits, coefficients: Float64Array, quadrant: Quadrant, planes: number): void {
  const blockRows = Math.max(1, (quadrant.rows + 1) >> 1);
  const blockColumns = Math.max(1, (quadrant.columns + 1) >> 1);
  const codes = new Uint8Array(blockRows * blockColumns);
  const levels = 32 - Math.clz32(Math.max(1, quadrant.rows, quadrant.columns) - 1);
  for (let plane = planes - 1; plane >= 0; plane--) {
    const kind = bits.nybble();
    if (kind === 0) readDirect(bits, codes, ((quadrant.rows + 1) >> 1) * ((quadrant.columns + 1) >> 1));
    else if (kind !== 15) throw tileCorrupt("a bit plane has an impossible code");
    else if (!readQuadtree(bits, codes, quadrant, levels)) continue;
    addPlane(codes, coefficients, quadrant, 2 ** plane);
  }
}

function readDirect(bits: HcompressBits, codes: Uint8Array, count: number): void {
  for (let i = 0; i < count; i++) codes[i] = bits.nybble();
}

/** False where the whole plane is 0: `codes` are not written then. */
function readQuadtree(bits: HcompressBits, codes: Uint8Array, { rows, columns }: Quadrant, levels: number): boolean {
  const top = bits.huffman();
  if (top === 0) return false;
  codes[0] = top;
  const rowSizes = sizes(rows, levels);
  const columnSizes = sizes(columns, levels);
  for (let level = 1; level < levels; level++) {
    spread(codes, rowSizes[level], columnSizes[level]);
    for (let i = rowSizes[level] * columnSizes[level] - 1; i >= 0; i--) if (codes[i] !== 0) codes[i] = bits.huffman();
  }
  return true;
}

/** Blocks along an axis at each level: half of the next one, rounded up, down from the whole axis. */
function sizes(length: number, levels: number): number[] {
  const found = new Array<number>(levels + 1);
  let size = Math.max(1, length);
  for (let level = levels; level >= 0; level--) {
    found[level] = size;
    size = (size + 1) >> 1;
  }
  return found;
}

/** Each bit of the codes of the level above becomes a code of its own, 0 or 1, in place; from the end, so that nothing is lost. */
function spread(codes: Uint8Array, rows: number, columns: number): void {
  const parents = (columns + 1) >> 1;
  for (let row = ((rows + 1) >> 1) - 1; row >= 0; row--) {
    for (let column = parents - 1; column >= 0; column--) {
      const code = codes[row * parents + column];
      const at = 2 * row * columns + 2 * column;
      const right = 2 * column + 1 < columns;
      if (2 * row + 1 < rows) {
        if (right) codes[at + columns + 1] = code & 1;
        codes[at + columns] = (code >> 1) & 1;
      }
      if (right) codes[at + 1] = (code >> 2) & 1;
      codes[at] = (code >> 3) & 1;
    }
  }
}

function addPlane(codes: Uint8Array, target: Float64Array, { start, rows, columns, stride }: Quadrant, value: number) {
  const blockColumns = (columns + 1) >> 1;
  for (let row = 0; row < rows; row++) {
    const shift = row & 1 ? 0 : 2;
    for (let column = 0; column < columns; column++) {
      const code = codes[(row >> 1) * blockColumns + (column >> 1)] >> shift;
      if ((column & 1 ? code & 1 : code & 2) !== 0) target[start + row * stride + column] += value;
    }
  }
}
