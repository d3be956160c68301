import { seededUniform } from "./seeded-random.ts";
import { simulatedCurve } from "./simulated-curves.fixture.ts";

const minute = 1 / 1440;

/** Days between the points of a run. */
export const cadences = [2 * minute, 30 * minute, 60 * minute, 1];

/** Times of `count` points from JD 2460000.125 on, by the kind of their sampling. */
export const samplings = {
  even: (count, cadence) => at(count, (i) => i * cadence),
  "one point missing": (count, cadence) => at(count, (i) => (i < count / 3 ? i : i + 1) * cadence),
  "three runs": (count, cadence) => at(count, (i) => (i + 7 * Math.floor((3 * i) / count)) * cadence),
  pairs: (count, cadence) => at(count, (i) => (6 * (i >> 1) + (i % 2)) * cadence),
  "one time twice": (count, cadence) => at(count, (i) => Math.max(0, i - 1) * cadence),
  "late by up to a second": (count, cadence, uniform) => at(count, (i) => i * cadence + uniform() / 86_400),
  "late by up to a tenth": (count, cadence, uniform) => at(count, (i) => (i + 0.1 * uniform()) * cadence),
  irregular: (count, cadence, uniform) => at(count, () => count * cadence * uniform()),
} satisfies Record<string, (count: number, cadence: number, uniform: () => number) => Float64Array>;

export type Sampling = keyof typeof samplings;

function at(count: number, time: (i: number) => number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => 2460000.125 + time(i));
}

/** Gaussian noise; with `unequal` errors from 0.01 to 0.1 mag, that is weights from 1 to 100, else of 0.02 mag. */
export function noise(sampling: Sampling, count: number, cadence: number, unequal: boolean, seed: number) {
  const uniform = seededUniform(seed);
  const times = samplings[sampling](count, cadence, uniform);
  const { values } = simulatedCurve(times, () => 0, 1, uniform);
  const sigmas = times.map(() => (unequal ? 0.01 * 10 ** uniform() : 0.02));
  return { times, values: values.map((value, i) => 15 + sigmas[i] * (value - 15)), sigmas };
}

/** A sine of 0.1 mag with a period of `turns` cadences and noise of `sigma`. */
export function sine(sampling: Sampling, count: number, cadence: number, turns: number, sigma: number, seed: number) {
  const uniform = seededUniform(seed);
  const times = samplings[sampling](count, cadence, uniform);
  const start = uniform();
  const shape = (days: number) => 0.1 * Math.sin(2 * Math.PI * (days / (turns * cadence) + start));
  return simulatedCurve(times, shape, sigma, uniform);
}
