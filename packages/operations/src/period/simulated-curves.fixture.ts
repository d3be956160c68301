import type { LightCurve } from "./light-curve.ts";
import { seededUniform } from "./seeded-random.ts";

function gaussian(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A light curve of magnitude 15 plus `shape` of the days since JD 2460000, with Gaussian noise. */
export function simulatedCurve(
  times: Float64Array,
  shape: (days: number) => number,
  sigma: number,
  uniform: () => number,
): LightCurve {
  const values = times.map((time) => 15 + shape(time - 2460000) + sigma * gaussian(uniform));
  return { times, values, sigmas: times.map(() => sigma) };
}

/** `perNight` points within ± 3.5 hours on each of `nights` nights in a row. */
export function nightlyTimes(nights: number, perNight: number, uniform: () => number): Float64Array {
  return Float64Array.from(
    { length: nights * perNight },
    (_, i) => 2460000.7 + Math.floor(i / perNight) + (uniform() * 7 - 3.5) / 24,
  );
}

export const rrLyraePeriod = 0.567;

/** Issue 5: saw-tooth of 5 harmonics, amplitude 0.8 mag, σ 0.02, one point a night ± 2.5 h on 30 of 60 nights. */
export function rrLyrae(seed: number): LightCurve {
  const uniform = seededUniform(seed);
  const nights = Array.from({ length: 60 }, (_, night) => ({ night, order: uniform() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, 30);
  const times = Float64Array.from(nights, ({ night }) => 2460000.7 + night + (uniform() * 5 - 2.5) / 24);
  const start = uniform();
  return simulatedCurve(times, (days) => (0.8 * sawTooth(days / rrLyraePeriod + start)) / sawToothRange, 0.02, uniform);
}

function sawTooth(phase: number): number {
  return [1, 2, 3, 4, 5].reduce((sum, k) => sum + Math.sin(2 * Math.PI * k * phase) / k, 0);
}

const sawToothRange = 2 * Math.max(...Array.from({ length: 1000 }, (_, i) => sawTooth(i / 1000)));

/** Depth 1 within `width` turns around phase 0, vertical walls. */
export function flatDip(turns: number, width: number): number {
  return Math.abs(turns - Math.round(turns)) < width / 2 ? 1 : 0;
}

/** Depth 1 at phase 0, 0 from half of `width` turns on. */
export function pointedDip(turns: number, width: number): number {
  return Math.max(0, 1 - Math.abs(turns - Math.round(turns)) / (width / 2));
}
