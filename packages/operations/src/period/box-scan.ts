import { type FrequencyGrid, frequencyAt } from "./frequency-grid.ts";
import type { WeightedCurve } from "./light-curve.ts";
import type { Checkpoint } from "./lomb-scargle.ts";
import { type Peak, PeakList } from "./peak-list.ts";

/** Boxes last up to this share of a turn. */
export const longestBox = 0.25;
const shortestOfAll = 0.01;
/** A box must hold so many points. */
export const fewestInside = 3;
/** Periods below 4.8 hours have no dips that are short against them. */
const fastest = 5;
const mostWork = 2e8;

/** Where dips are looked for: phases in `bins`, boxes of `lengths` bins. */
export interface BoxRange {
  readonly grid: FrequencyGrid;
  readonly bins: number;
  readonly lengths: readonly number[];
  readonly limited: boolean;
}

/**
 * Frequencies from two turns in the span, or `highest` if that is less, to `highest` (5 cycles a day at most), so dense that a box of the shortest duration moves by
 * less than half of itself over the span. The shortest box is 1 % of a turn, or what holds three points on average; longer, then a lower
 * end of the range, where the work would pass its bound.
 */
export function boxRange({ count, span }: WeightedCurve, highest: number): BoxRange {
  const first = Math.min(2 / span, highest);
  const last = Math.max(first, Math.min(fastest, highest));
  let shortest = Math.max(shortestOfAll, fewestInside / count);
  const frequenciesAt = (duration: number) => Math.floor(((last - first) * span * 2) / duration) + 1;
  const binsOf = (duration: number) => Math.ceil(2 / duration);
  const cost = (duration: number) => count + binsOf(duration) * boxLengths(binsOf(duration)).length;
  while (shortest < 0.05 && frequenciesAt(shortest) * cost(shortest) > mostWork) shortest *= 1.25;
  const bins = binsOf(shortest);
  const wanted = frequenciesAt(shortest);
  const most = Math.max(100, Math.floor(mostWork / cost(shortest)));
  const grid = { first, step: shortest / (2 * span), count: Math.min(wanted, most) };
  return { grid, bins, lengths: boxLengths(bins), limited: wanted > most };
}

function boxLengths(bins: number): number[] {
  const lengths: number[] = [];
  for (let length = 1; length <= longestBox * bins; length = Math.max(length + 1, Math.floor(length * 1.4)))
    lengths.push(length);
  return lengths;
}

/** Natural logarithm of the number of boxes tried at all frequencies. */
export function logBoxTrials({ grid, bins, lengths }: BoxRange): number {
  return Math.log(grid.count * bins * lengths.length);
}

/**
 * Box least squares (Kovács, Zucker & Mazeh 2002, A&A 391, 369) for values that grow in the dip (magnitudes): the share of the variance
 * that two levels, inside and outside the best box of binned phases, take away. Peaks of the scan. Checkpoint every 64 frequencies.
 */
export function scanBoxes(curve: WeightedCurve, range: BoxRange, checkpoint?: Checkpoint): readonly Peak[] {
  const list = new PeakList(6, 1 / (2 * curve.span));
  const folded = new FoldedBins(curve, range);
  for (let k = 0; k < range.grid.count; k++) {
    if (k % 64 === 0) checkpoint?.();
    const frequency = frequencyAt(range.grid, k);
    list.next(frequency, folded.highest(frequency) / curve.variance);
  }
  return list.end();
}

/** Sums over phase bins; the bins after the end repeat the first, for boxes across phase 0. */
class FoldedBins {
  readonly #curve: WeightedCurve;
  readonly #range: BoxRange;
  readonly #weight: Float64Array;
  readonly #value: Float64Array;
  readonly #points: Float64Array;

  constructor(curve: WeightedCurve, range: BoxRange) {
    this.#curve = curve;
    this.#range = range;
    const size = range.bins + Math.max(...range.lengths) + 1;
    this.#weight = new Float64Array(size);
    this.#value = new Float64Array(size);
    this.#points = new Float64Array(size);
  }

  highest(frequency: number): number {
    this.#fold(frequency);
    const weight = this.#weight;
    const value = this.#value;
    const points = this.#points;
    let best = 0;
    for (const length of this.#range.lengths) {
      for (let start = 0; start < this.#range.bins; start++) {
        const sum = value[start + length] - value[start];
        const inside = weight[start + length] - weight[start];
        if (sum <= 0 || points[start + length] - points[start] < fewestInside || inside > 0.5) continue;
        best = Math.max(best, (sum * sum) / (inside * (1 - inside)));
      }
    }
    return best;
  }

  /** Leaves running sums: entry j holds bins 0 … j − 1. */
  #fold(frequency: number): void {
    const { times, weights, values } = this.#curve;
    const { bins } = this.#range;
    for (const array of [this.#weight, this.#value, this.#points]) array.fill(0);
    for (let i = 0; i < times.length; i++) {
      const turns = times[i] * frequency;
      const bin = Math.min(bins - 1, Math.floor((turns - Math.floor(turns)) * bins));
      this.#weight[bin + 1] += weights[i];
      this.#value[bin + 1] += weights[i] * values[i];
      this.#points[bin + 1] += 1;
    }
    for (const array of [this.#weight, this.#value, this.#points]) {
      for (let j = bins + 1; j < array.length; j++) array[j] = array[j - bins];
      for (let j = 1; j < array.length; j++) array[j] += array[j - 1];
    }
  }
}
