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
export const fewestPoints = 8;
/** Frequency, mean, sine and cosine are four numbers. */
const fewestTimes = 5;
/** Times less than a millisecond apart (days) are one: a Julian date is rounded to 0.04 ms. */
export const sameTime = 1e-8;
/** The work of a search grows with the square of the points; a run has at most 999 files. */
const mostPoints = 5000;

/** What keeps a light curve from being searched for a period. */
export type PeriodObstacle =
  | { readonly kind: "few_points" | "few_times"; readonly found: number; readonly needed: number }
  | { readonly kind: "one_time" | "one_value" };

/** Null where a period can be searched for. Points without finite time, value and σ > 0 do not count. */
export function periodObstacle(light: LightCurve): PeriodObstacle | null {
  const usable = usablePoints(light);
  if (usable.length < fewestPoints) return { kind: "few_points", found: usable.length, needed: fewestPoints };
  const times = differentTimes(Float64Array.from(usable, (index) => light.times[index]));
  if (times === 1) return { kind: "one_time" };
  if (times < fewestTimes) return { kind: "few_times", found: times, needed: fewestTimes };
  const first = light.values[usable[0]];
  const constant = usable.every((index) => Math.abs(light.values[index] - first) <= 1e-12 * Math.abs(first));
  return constant ? { kind: "one_value" } : null;
}

/** Number of times that are more than a millisecond after the one before. */
export function differentTimes(times: Float64Array): number {
  const sorted = times.toSorted();
  return sorted.reduce((count, time, i) => (i === 0 || time - sorted[i - 1] > sameTime ? count + 1 : count), 0);
}

/**
 * The points with finite time and value and a finite σ > 0, weighted and centred. Null where a period cannot be searched for, see
 * `periodObstacle`.
 * @throws AppError tooLarge above 5000 points
 */
export function weightedCurve(curve: LightCurve): WeightedCurve | null {
  const usable = usablePoints(curve);
  const count = usable.length;
  if (count > mostPoints) {
    const text = `A period is searched for in at most ${mostPoints} points; this light curve has ${count}.`;
    throw new AppError("tooLarge", "period.too_many_points", text);
  }
  if (periodObstacle(curve) !== null) return null;
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
  return { count, start, times, values, weights, sigmas, span, variance };
}

function usablePoints({ times, values, sigmas }: LightCurve): number[] {
  const usable: number[] = [];
  for (let i = 0; i < times.length; i++) {
    const sigma = sigmas[i];
    if (Number.isFinite(times[i]) && Number.isFinite(values[i]) && Number.isFinite(sigma) && sigma > 0) usable.push(i);
  }
  return usable;
}
