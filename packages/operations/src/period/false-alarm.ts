import type { WeightedCurve } from "./light-curve.ts";

/**
 * Probability that noise alone gives a peak of at least `power` anywhere up to `highestFrequency` (cycles a day): Baluev's bound for the
 * standard normalisation. Source: Baluev 2008, MNRAS 385, 1279, eq. 6; operations.md §8.9, with relative times (D16). Assumes
 * independent Gaussian errors of the stated σ; a peak of a wide or multi-term search needs its own.
 */
export function falseAlarmProbability(curve: WeightedCurve, power: number, highestFrequency: number): number {
  const { count } = curve;
  const free = count - 1;
  const left = 1 - power;
  const single = left ** ((count - 3) / 2);
  const bandwidth = highestFrequency * Math.sqrt(4 * Math.PI * timeVariance(curve));
  const tau = gammaRatio(free) * bandwidth * left ** ((count - 4) / 2) * Math.sqrt(0.5 * free * power);
  return -Math.expm1(-tau) + single * Math.exp(-tau);
}

/** Weighted variance of the observation times, days². */
export function timeVariance({ count, times, weights }: WeightedCurve): number {
  let mean = 0;
  for (let i = 0; i < count; i++) mean += weights[i] * times[i];
  let variance = 0;
  for (let i = 0; i < count; i++) variance += weights[i] * (times[i] - mean) ** 2;
  return variance;
}

/** √(2/n) Γ(n/2) / Γ((n−1)/2), by Γ(x + 1) = xΓ(x) from n = 2 or 3. */
export function gammaRatio(n: number): number {
  let ratio = n % 2 === 0 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let m = n % 2 === 0 ? 4 : 5; m <= n; m += 2) ratio *= (m - 2) / (m - 3);
  return Math.sqrt(2 / n) * ratio;
}
