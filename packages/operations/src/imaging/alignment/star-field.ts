import type { Point } from "./similarity.ts";

/** Columns of a source catalogue; positions in pixels, the centre of the first one at 1. */
export interface StarColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly flux: Float64Array;
}

/** The brightest stars of an image, the brightest first, and the part of the sky they lie in. */
export interface StarField {
  readonly stars: readonly Point[];
  /** Lower left corner and size of the box around all stars, with a border. */
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

const mostStars = 500;
/** Part of the box's size. */
const border = 0.01;

/** The 500 brightest stars of a catalogue, of equal ones the later; rows that are not finite are left out (operations.md §5.1). */
export function starField({ x, y, flux }: StarColumns): StarField {
  const rows = [...flux.keys()].filter((i) => [x[i], y[i], flux[i]].every(Number.isFinite));
  rows.sort((i, j) => flux[j] - flux[i] || j - i);
  const stars = rows.slice(0, mostStars).map((i) => ({ x: x[i], y: y[i] }));
  const [left, width] = span(stars.map((star) => star.x));
  const [bottom, height] = span(stars.map((star) => star.y));
  return { stars, left, bottom, width, height };
}

/** Start and length of the stretch that holds all values, a border on both sides. */
function span(values: number[]): [start: number, length: number] {
  if (values.length === 0) return [0, 0];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const length = greatest - least;
  return [least - border * length, (1 + 2 * border) * length];
}
