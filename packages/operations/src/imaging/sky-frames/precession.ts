import { product, type Rotation, turn } from "./rotation.ts";

/** Σ coefficientᵢ · tⁱ. */
export function polynomial(coefficients: readonly number[], t: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
}

/** Arcseconds. */
const zeta = [2.650545, 2306.083227, 0.2988499, 0.01801828, -5.971e-6, -3.173e-7];
const z = [-2.650545, 2306.077181, 1.0927348, 0.01826837, -28.596e-6, -2.904e-7];
const theta = [0, 2004.191903, -0.4294934, -0.04182264, -7.089e-6, -1.274e-7];

/** From the mean equator and equinox of J2000 to those of a Julian epoch in years (IAU 2006; Capitaine et al. 2003, A&A 412, 567). */
export function precessionFromJ2000(epoch: number): Rotation {
  const t = (epoch - 2000) / 100;
  return threeTurns(polynomial(zeta, t), polynomial(theta, t), polynomial(z, t));
}

/** From one Besselian epoch in years to another (Newcomb; Explanatory Supplement to the Astronomical Almanac, 1992, §3.214). */
export function newcombPrecession(from: number, to: number): Rotation {
  const start = (from - 1850) / 1000;
  const time = (to - from) / 1000;
  const common = 23_035.545 + 139.72 * start + 0.06 * start ** 2;
  return threeTurns(
    polynomial([0, common, 30.24 - 0.27 * start, 17.995], time),
    polynomial([0, 20_051.12 - 85.29 * start - 0.37 * start ** 2, -42.65 - 0.37 * start, -41.8], time),
    polynomial([0, common, 109.48 + 0.39 * start, 18.325], time),
  );
}

/** Arcseconds. */
function threeTurns(first: number, second: number, third: number): Rotation {
  return product(turn("z", -third / 3600), turn("y", second / 3600), turn("z", -first / 3600));
}
