import { AppError } from "@datalab/errors";

/** A light curve: equally long arrays; times in days from any origin, values and their standard errors in magnitudes. */
export interface LightCurve {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly sigmas: Float64Array;
}

/** A light curve as the period search works on it: in the caller's order, times relative to the first, values centred, weights of sum 1. */
export interface WeightedCurve {
  readonly count: number;
  /** The earliest point, in the caller's days. */
  readonly start: number;
  /** Days since the earliest point: relative, so that phases keep all their digits (a Julian date loses eight). */
  readonly times: Float64Array;
  /** Values minus their weighted mean. */
  readonly values: Float64Array;
  /** σ⁻² / Σσ⁻². */
  readonly weights: Float64Array;
  readonly sigmas: Float64Array;
  /** Latest minus earliest time, days. */
  readonly span: number;
  /** Weighted mean of the squared centred values. */
  readonly variance: number;
}

/** A period search needs at least so many usable points (operations.md §8.9). */
const fewestPoints = 8;
/** The work of a search grows with the square of the points; a run has at most 999 files. */
const mostPoints = 5000;

/**
 * The points with finite time and value and a finite σ > 0, weighted and centred. Null when no period can be searched for: fewer than 8
 * such points, all at one time, or all of one value.
 * @throws AppError tooLarge above 5000 points
 */
export function weightedCurve(curve: LightCurve): WeightedCurve | null {
  const usable = usablePoints(curve);
  const count = usable.length;
  if (count < fewestPoints) return null;
  if (count > mostPoints) {
    const text = `A period is searched for in at most ${mostPoints} points; this light curve has ${count}.`;
    throw new AppError("tooLarge", "period.too_many_points", text);
  }
  const pick = (array: Float64Array) => Float64Array.from(usable, (index) => array[index]);
  const sigmas = pick(curve.sigmas);
  const times = pick(curve.times);
  const values = pick(curve.values);

  const start = times.reduce((least, time) => Math.min(least, time), Infinity);
  const smallest = sigmas.reduce((least, sigma) => Math.min(least, sigma), Infinity);
  const weights = sigmas.map((sigma) => (smallest / sigma) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let mean = 0;
  for (let i = 0; i < count; i++) {
    times[i] -= start;
    weights[i] /= total;
    mean += weights[i] * values[i];
  }
  let variance = 0;
  let span = 0;
  for (let i = 0; i < count; i++) {
    values[i] -= mean;
    variance += weights[i] * values[i] ** 2;
    span = Math.max(span, times[i]);
  }
  const constant = values.every((value) => Math.abs(value) <= 1e-12 * Math.abs(mean));
  return span > 0 && !constant ? { count, start, times, values, weights, sigmas, span, variance } : null;
}

function usablePoints({ times, values, sigmas }: LightCurve): number[] {
  const usable: number[] = [];
  for (let i = 0; i < times.length; i++) {
    const sigma = sigmas[i];
    if (Number.isFinite(times[i]) && Number.isFinite(values[i]) && Number.isFinite(sigma) && sigma > 0) usable.push(i);
  }
  return usable;
}
