import { expect, it } from "vitest";
import { logCrossings, logTail } from "./significance.ts";

/** `tau_davies` and `fap_single` of astropy 5.2.1: 24 points, t = 0.37 i + 0.05 (i² mod 7), equal weights, up to 5 cycles a day. */
it.each([
  [0.5, 0.10301053735831334, 0.0006905339660024879],
  [0.7, 0.0007369841951234273, 3.2342469298122603e-6],
  [0.9, 1.4152001367980223e-8, 3.1622776601683716e-11],
  [0.99, 1.4842744254053906e-18, 1.0000000000000093e-21],
])("crossings and tail of one harmonic at power %d are those of Baluev", (power, crossings, tail) => {
  const turning = 2 * Math.PI * 5 * 2.5666035909457374;
  expect(logCrossings(power, 24, 1, turning)).toBeCloseTo(Math.log(crossings), 10);
  expect(logTail(power, 24, 1)).toBeCloseTo(Math.log(tail), 10);
});

/**
 * Of K harmonics of an irregular sampling with many points, (n − 1)/2 · power is the z of Baluev 2009 (MNRAS 395, 1541), whose bound is
 * W αK e^(−z) z^(K−½) with α₂ = 2.38 and W = turning/√π: the root mean square over the harmonics is 2 % above his mean.
 */
it("crossings of two harmonics are Baluev's for many points", () => {
  const [count, z, turning] = [200_001, 12, 300];
  const alpha = (4 / 3) * (-1 / (1 * 6 * 1) + 2 ** 5 / (24 * 1));
  const expected = (turning / Math.sqrt(Math.PI)) * alpha * Math.exp(-z) * z ** 1.5;
  const ratio = Math.exp(logCrossings((2 * z) / (count - 1), count, 2, turning)) / expected;
  expect(ratio).toBeGreaterThan(1);
  expect(ratio).toBeLessThan(1.03);
});
