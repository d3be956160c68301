import { type Annulus, annulusPixels } from "./annulus-pixels.ts";
import { fitPlane, type Plane } from "./fit-plane.ts";
import type { PixelPatch } from "./pixel-patch.ts";

export interface BackgroundOptions {
  /** Pixels far from the mean are left out; otherwise every pixel counts. */
  readonly removeStars?: boolean;
  /** The plane through the pixels is wanted too. */
  readonly plane?: boolean;
}

export interface Background {
  /** Counts a pixel; 0 when no pixel is left. */
  readonly mean: number;
  /** Pixels that made the mean. */
  readonly pixels: number;
  /** Undefined also where the pixels do not determine one. */
  readonly plane?: Plane;
}

const rounds = 9;
const clip = 2;
const settled = 0.1;
const everything = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/**
 * Level of the sky in a ring. With `removeStars` pixels further than 2σ from the mean are left out, each time of the whole ring, until
 * the mean changes by less than 0.1 counts, at most nine times; σ² = E[v²] − E[v]². Pixels without a value, and outside of the image, do
 * not count. A ring without width gives mean 0 of 0 pixels. Source: operations.md §8.4 (σ-clipped mean).
 */
export function annulusBackground(
  patch: PixelPatch,
  ring: Annulus,
  { removeStars = true, plane = false }: BackgroundOptions = {},
): Background {
  const values = annulusPixels(patch, ring);
  const { low, high } = removeStars ? clippingLimits(values) : everything;
  const { count, sum } = momentsWithin(values, low, high);
  const level = { mean: count > 0 ? sum / count : 0, pixels: count };
  return plane ? { ...level, plane: fitPlane(patch, ring, low, high) } : level;
}

function clippingLimits(values: Float64Array): { low: number; high: number } {
  let { low, high } = everything;
  let mean = 0;
  for (let round = 0; round < rounds; round++) {
    const { count, sum, squares } = momentsWithin(values, low, high);
    if (count === 0) break;
    const previous = mean;
    mean = sum / count;
    const reach = clip * Math.sqrt(Math.max(0, squares / count - mean * mean));
    low = mean - reach;
    high = mean + reach;
    if (Math.abs(previous - mean) < settled) break;
  }
  return { low, high };
}

/** Two sums of each, so that one addition need not wait for the other. */
function momentsWithin(values: Float64Array, low: number, high: number) {
  let [count, sum, squares] = [0, 0, 0];
  let [otherCount, otherSum, otherSquares] = [0, 0, 0];
  for (let i = 1; i < values.length; i += 2) {
    const value = values[i - 1];
    const other = values[i];
    if (value >= low && value <= high) {
      count++;
      sum += value;
      squares += value * value;
    }
    if (other >= low && other <= high) {
      otherCount++;
      otherSum += other;
      otherSquares += other * other;
    }
  }
  const last = values.length % 2 === 1 ? values[values.length - 1] : Number.NaN;
  if (last >= low && last <= high) {
    count++;
    sum += last;
    squares += last * last;
  }
  return { count: count + otherCount, sum: sum + otherSum, squares: squares + otherSquares };
}
