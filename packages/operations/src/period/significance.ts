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
