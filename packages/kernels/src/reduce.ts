import { medianOfPlanes } from "./median.ts";

/** Standard deviations kept below and above the median, and how often at most values are dropped. */
export interface Clipping {
  low: number;
  high: number;
  iterations: number;
}

/**
 * How the values of one pixel become one.
 * - "median": even numbers give the mean of the middle two; any NaN gives NaN. "nanMedian": of what is not NaN.
 * - "sum": in the order of the inputs and the precision of the result; NaN counts as 0.
 * - "mean", "minimum", "maximum": any NaN gives NaN.
 * - "difference": the first minus the second of two inputs.
 * - divideBy: one input divided by a constant.
 * - clip: mean of the finite values after sigma clipping about the median, NaN where none is finite.
 */
export type Reduction =
  | "median"
  | "nanMedian"
  | "sum"
  | "mean"
  | "minimum"
  | "maximum"
  | "difference"
  | { divideBy: number }
  | { clip: Clipping };

type Pixels = Float32Array | Float64Array;

/** Pixel by pixel reduction of planes of equal length, in the precision of the target. The plain twin of the wasm reductions, and the path for float64. */
export function reducePlanes<T extends Pixels>(reduction: Reduction, planes: readonly T[], target: T): void {
  if (reduction === "median") {
    medianOfPlanes(planes, target);
    return;
  }
  if (reduction === "sum") {
    addPlanes(planes, target);
    return;
  }
  const reduceValues = reducer(reduction, target instanceof Float32Array ? Math.fround : (value) => value);
  const values = new Float64Array(planes.length);
  for (let i = 0; i < target.length; i++) {
    for (let k = 0; k < values.length; k++) values[k] = planes[k][i];
    target[i] = reduceValues(values);
  }
}

function addPlanes(planes: readonly Pixels[], target: Pixels): void {
  target.fill(0);
  for (const plane of planes) {
    for (let i = 0; i < target.length; i++) if (!Number.isNaN(plane[i])) target[i] += plane[i];
  }
}

/** How many pixels lack a number in at least one of the planes; the plain twin of `countIncomplete`. */
export function incompletePixels(planes: readonly Pixels[]): number {
  let incomplete = 0;
  for (let i = 0; i < planes[0].length; i++) if (planes.some((plane) => Number.isNaN(plane[i]))) incomplete++;
  return incomplete;
}

function reducer(
  reduction: Exclude<Reduction, "median" | "sum">,
  round: (value: number) => number,
): (values: Float64Array) => number {
  if (typeof reduction === "object") {
    if ("clip" in reduction) return (values) => clippedMean(values, reduction.clip);
    const divisor = round(reduction.divideBy);
    return ([value]) => value / divisor;
  }
  switch (reduction) {
    case "nanMedian":
      return (values) => nanMedian(values, round);
    case "mean":
      return (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    case "minimum":
      return (values) => Math.min(...values);
    case "maximum":
      return (values) => Math.max(...values);
    case "difference":
      return ([first, second]) => first - second;
  }
}

function nanMedian(values: Float64Array, round: (value: number) => number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const upper = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[upper] : round(sorted[upper - 1] + sorted[upper]) * 0.5;
}

/** Clipping about the median with the population's σ until nothing changes (the scheme of IRAF's and astropy's sigma clipping). */
function clippedMean(values: Float64Array, { low, high, iterations }: Clipping): number {
  let kept = values.filter((value) => Number.isFinite(value)).sort();
  for (let step = 0; step < iterations && kept.length > 1; step++) {
    const mean = meanOf(kept);
    const sigma = Math.sqrt(kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length);
    const median = (kept[(kept.length - 1) >> 1] + kept[kept.length >> 1]) * 0.5;
    const rest = kept.filter((value) => value >= median - low * sigma && value <= median + high * sigma);
    if (rest.length === kept.length) break;
    kept = rest;
  }
  return meanOf(kept);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
