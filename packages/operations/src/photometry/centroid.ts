import { annulusBackground, type Background, type BackgroundOptions } from "./background.ts";
import { type Box, type Margin, type MarginalSums, marginalSums } from "./marginal-sums.ts";
import { type PixelPatch, withinPatch } from "./pixel-patch.ts";

export interface CentroidRadii {
  /** Half the box of the centroid, at least 3 px are taken. */
  readonly radius: number;
  readonly annulusInner: number;
  readonly annulusOuter: number;
}

interface Start {
  readonly x: number;
  readonly y: number;
}

export interface CentroidOptions extends BackgroundOptions {
  /** Without, only background and peak at the start are determined. */
  readonly findCentroid?: boolean;
}

export interface Centroid {
  /** PE pixels; the start where no centroid was found. */
  readonly x: number;
  readonly y: number;
  /** About (x, y). */
  readonly background: Background;
  /** Brightest pixel within the radius above the background; −Infinity when there is none. */
  readonly peak: number;
  readonly success: boolean;
  /** What prevented it, for people; empty on success. */
  readonly message: string;
}

const smallestRadius = 3;
const mostIterations = 100;
const settled = 0.01;

/** Half the width in pixels, minus one, of the box that a centroid of this radius looks at; no centroid lies further from its start. */
export function centroidReach(radius: number): number {
  return Math.trunc(2 * Math.max(radius, smallestRadius));
}

/**
 * Centroid of the marginal sums with the background and the peak there. `x`, `y`: start, PE pixels. Pixels without a value, and outside
 * of the image, do not count. Never throws: failing is part of the answer, which is then about the start.
 */
export function centroid(
  patch: PixelPatch,
  start: Start,
  radii: CentroidRadii,
  { findCentroid = true, ...options }: CentroidOptions = {},
): Centroid {
  const { radius, annulusInner: inner, annulusOuter: outer } = radii;
  const sky = (x: number, y: number) => annulusBackground(patch, { x, y, inner, outer }, options);
  const found = findCentroid
    ? locateCentroid(patch, start, radius, sky, options.plane)
    : { x: start.x, y: start.y, message: "" };
  const { x, y, message } = found;
  const background = sky(x, y);
  const peak = peakWithin(patch, x, y, Math.max(radius, smallestRadius)) - background.mean;
  return { x, y, background, peak, success: message === "", message };
}

/**
 * Howell, "Two-dimensional aperture photometry", PASP 101, 616 (1989), and operations.md §8.4: in a box of ⌊2·radius⌋ + 1 pixels about
 * the position, columns whose sum exceeds the mean column are weighted by that excess; rows likewise; repeated until the position moves
 * by less than 0.01 px. Start and message where it fails, else an empty message. `sky`: the background about a position; it is asked for
 * where it matters, which is where the box has gaps or the sky is taken for a plane.
 */
export function locateCentroid(
  patch: PixelPatch,
  start: Start,
  radius: number,
  sky: (x: number, y: number) => Background,
  plane = false,
): { x: number; y: number; message: string } {
  const failure = (message: string) => ({ x: start.x, y: start.y, message });
  const reach = centroidReach(radius);
  let { x, y } = start;
  let left = Math.trunc(x - Math.max(radius, smallestRadius));
  let bottom = Math.trunc(y - Math.max(radius, smallestRadius));
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const box = { left, bottom, size: reach + 1 };
    const shift = plane
      ? planeShift(patch, box, x, y, sky(x, y))
      : marginalShift(marginalSums(patch, box), box, x, y, () => sky(x, y).mean);
    if (typeof shift === "string") return failure(shift);
    x += shift.dx;
    y += shift.dy;
    if (Math.abs(x - start.x) > reach || Math.abs(y - start.y) > reach)
      return failure("The centroid wandered off its starting position.");
    left = Math.trunc(x) - (reach >> 1);
    bottom = Math.trunc(y) - (reach >> 1);
    if (Math.abs(shift.dx) < settled && Math.abs(shift.dy) < settled) break;
  }
  return { x, y, message: "" };
}

/** One step on what is left when the plane is taken off; the mean where there is no plane. */
function planeShift(patch: PixelPatch, box: Box, x: number, y: number, { mean, plane }: Background) {
  return plane
    ? marginalShift(marginalSums(patch, box, { x, y, plane }), box, x, y, () => 0)
    : marginalShift(marginalSums(patch, box), box, x, y, () => mean);
}

/** One step from (x, y), or what prevents it. The sky is asked for only where it matters: it cancels in a box without gaps. */
function marginalShift(
  { columns, rows, valid }: MarginalSums,
  { left, bottom, size }: Box,
  x: number,
  y: number,
  sky: () => number,
) {
  if (valid === 0) return "There are no pixels around this position.";
  const level = valid === size * size ? 0 : sky();
  const dx = weightedOffset(columns, size, level, left - x + 0.5);
  const dy = weightedOffset(rows, size, level, bottom - y + 0.5);
  return dx === undefined || dy === undefined ? "There is no signal above the background here." : { dx, dy };
}

/** Mean of `first` + k weighted by how far sum k exceeds the mean sum; undefined when none does. */
function weightedOffset({ sums, counts }: Margin, size: number, level: number, first: number): number | undefined {
  let total = 0;
  for (let k = 0; k < size; k++) total += sums[k] - counts[k] * level;
  const mean = total / size;
  let weights = 0;
  let offsets = 0;
  for (let k = 0; k < size; k++) {
    const weight = sums[k] - counts[k] * level - mean;
    if (!(weight > 0)) continue;
    weights += weight;
    offsets += weight * (first + k);
  }
  return weights > 0 ? offsets / weights : undefined;
}

/** Brightest pixel whose centre is within the radius; −Infinity when there is none. */
function peakWithin(patch: PixelPatch, x: number, y: number, radius: number): number {
  const rows = withinPatch(patch.y0, patch.height, Math.trunc(y - radius), Math.trunc(y + radius));
  const columns = withinPatch(patch.x0, patch.width, Math.trunc(x - radius), Math.trunc(x + radius));
  let peak = Number.NEGATIVE_INFINITY;
  for (let j = rows.from; j < rows.to; j++) {
    for (let i = columns.from; i < columns.to; i++) {
      const value = patch.data[(j - patch.y0) * patch.width + i - patch.x0];
      if ((i - x + 0.5) ** 2 + (j - y + 0.5) ** 2 <= radius * radius && value > peak && value < Infinity) peak = value;
    }
  }
  return peak;
}
