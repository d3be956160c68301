import { median } from "../photometry/statistics.ts";

/** 1.4826 × the median distance from the median: the standard deviation of normal values, deaf to outliers. */
export function deviationFromMedian(values: readonly number[]): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

/** The value below which `percent` of the values lie, linear between two of them. Finite values, at least one. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(rank);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
}
