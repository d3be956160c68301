import { gammaRatio } from "./false-alarm.ts";

/**
 * Natural logarithm of the probability that noise gives at least `power` at one frequency to a fit of 2·harmonics coefficients and a mean
 * to `count` points: the tail of a beta distribution (Schwarzenberg-Czerny 1998, MNRAS 301, 831), whose shape is counted in whole pairs:
 * (1−z)^b Σ_{j<K} Γ(b+j)/(Γ(b) j!) z^j with b = (n − 2K − 1)/2.
 */
export function logTail(power: number, count: number, harmonics: number): number {
  const b = (count - 2 * harmonics - 1) / 2;
  let term = 1;
  let sum = 0;
  for (let j = 0; j < harmonics; j++) {
    sum += term;
    term *= ((b + j) / (j + 1)) * power;
  }
  return Math.min(0, b * Math.log(Math.max(1 - power, leastRest)) + Math.log(sum));
}

/**
 * Natural logarithm of the number of times that the power of noise is expected to rise above `power` while the frequency runs through a
 * range. Together with `logTail` at its beginning it is an upper bound of the probability of such a power anywhere in the range, whatever
 * lies between the frequencies of a grid. `turning` is 2π · range · standard deviation of the times: how far the range turns the plane of
 * one harmonic. Source: Rice's formula for the beta distribution of `logTail`, as in Baluev 2008, MNRAS 385, 1279 (which this is for one
 * harmonic); of more, the mth turns m times as fast (Baluev 2009, MNRAS 395, 1541), here in the root mean square over m.
 */
export function logCrossings(power: number, count: number, harmonics: number, turning: number): number {
  const free = count - 2 * harmonics - 1;
  const meanSquareOfTurns = ((harmonics + 1) * (2 * harmonics + 1)) / 6;
  const halfGammaRatio = Math.sqrt(2 / (free + 1)) / gammaRatio(free + 1);
  let factor = Math.log(turning * halfGammaRatio * Math.sqrt(meanSquareOfTurns / Math.PI));
  for (let j = 0; j < harmonics; j++) factor += Math.log((free / 2 + j) / Math.max(1, j));
  const rising = (harmonics - 0.5) * Math.log(Math.max(power, leastRest));
  return factor + rising + ((free - 1) / 2) * Math.log(Math.max(1 - power, leastRest));
}

/** log(e^a + e^b). */
export function logOfSum(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/**
 * As `logTail` for a single coefficient beside the mean (the depth of a box): the tail of a beta distribution of shapes ½ and
 * b = (n − 2)/2, from above by (1−z)^b / √(πbz).
 */
export function logTailOfOne(power: number, count: number): number {
  const b = (count - 2) / 2;
  const tail = b * Math.log(Math.max(1 - power, leastRest)) - 0.5 * Math.log(Math.PI * b * Math.max(power, leastRest));
  return Math.min(0, tail);
}

/** Data without any noise would have a logarithm without end. */
const leastRest = 1e-12;

/** Logarithm of the probability of at least one success in e^logTrials independent trials of probability e^logSingle. */
export function logOfAny(logSingle: number, logTrials: number): number {
  const expected = logSingle + logTrials;
  return expected < -30 ? expected : Math.log(-Math.expm1(-Math.exp(Math.min(expected, 700))));
}
