import type { FrameSize } from "@datalab/kernels";
import type { PixelBlocks } from "./pixel-blocks.ts";

/** Points of the image in index coordinates (P0): 0 is the centre of the first pixel. */
export interface LinePoints {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

interface Position {
  readonly row: number;
  readonly column: number;
}

/** How many points a line is sampled at: about one a pixel, both ends included. */
export function pointCount(start: Position, end: Position): number {
  return Math.ceil(Math.hypot(end.row - start.row, end.column - start.column) + 1);
}

/** Points evenly spaced from end to end. */
export function linePoints(start: Position, end: Position): LinePoints {
  const count = pointCount(start, end);
  return { rows: evenly(start.row, end.row, count), columns: evenly(start.column, end.column, count) };
}

function evenly(from: number, to: number, count: number): Float64Array {
  const step = count > 1 ? (to - from) / (count - 1) : 0;
  const values = Float64Array.from({ length: count }, (_, i) => from + i * step);
  if (count > 1) values[count - 1] = to;
  return values;
}

/** What a pixel outside of the image counts as. */
const outside = -1;

/**
 * Bilinear interpolation at points of an image that goes on for ever with the value −1 (analysis.md §2). A pixel without a value makes
 * the points next to it NaN. Reads the pixels it needs and no others.
 */
export async function sampleLine(
  pixels: Pick<PixelBlocks, "at">,
  { width, height }: FrameSize,
  { rows, columns }: LinePoints,
): Promise<number[]> {
  const corners = neighbours(rows, columns);
  const inside: number[] = [];
  corners.rows.forEach((row, i) => {
    const column = corners.columns[i];
    if (row >= 0 && row < height && column >= 0 && column < width) inside.push(i);
  });
  const read = await pixels.at(
    inside.map((i) => corners.columns[i]),
    inside.map((i) => corners.rows[i]),
  );
  const values = new Float64Array(corners.rows.length).fill(outside);
  inside.forEach((i, at) => {
    values[i] = read[at];
  });
  return Array.from(rows, (row, i) => {
    const up = row - Math.floor(row);
    const right = columns[i] - Math.floor(columns[i]);
    const [a, b, c, d] = values.subarray(4 * i, 4 * i + 4);
    return mix(mix(a, b, right), mix(c, d, right), up);
  });
}

/** Four pixels a point: lower left, lower right, upper left, upper right. */
function neighbours(rows: Float64Array, columns: Float64Array): LinePoints {
  const found = { rows: new Float64Array(4 * rows.length), columns: new Float64Array(4 * rows.length) };
  rows.forEach((row, i) => {
    const [below, left] = [Math.floor(row), Math.floor(columns[i])];
    found.rows.set([below, below, below + 1, below + 1], 4 * i);
    found.columns.set([left, left + 1, left, left + 1], 4 * i);
  });
  return found;
}

/** A neighbour without weight has no say, so that a NaN there does not spread. */
function mix(first: number, second: number, part: number): number {
  return part === 0 ? first : first * (1 - part) + second * part;
}
