import type { FrequencyGrid } from "./frequency-grid.ts";
import type { WeightedCurve } from "./light-curve.ts";
import { anchorLength, PhaseSummation, type PhaseSums } from "./phase-sums.ts";

/** Called between two blocks of frequencies; throws to stop the search. */
export type Checkpoint = () => void;

/**
 * Generalised Lomb–Scargle power of one term with a floating mean, "standard" normalisation: the share (0 … 1) of the weighted variance
 * that a sinusoid of that frequency takes away. Exact sums for every n (operations.md §8.9, D16); ≤ 1e-10 from astropy's
 * `LombScargle(method="slow")`. Work: count × grid.count. Source: Zechmeister & Kürster 2009, A&A 496, 577, eq. 5–15.
 */
export function lombScarglePower(curve: WeightedCurve, grid: FrequencyGrid, checkpoint?: Checkpoint): Float64Array {
  const { variance } = curve;
  return powerOver(new PhaseSummation(curve), grid, checkpoint, (sums, k) => {
    const c = sums.cos[k];
    const s = sums.sin[k];
    return (
      planePower(
        sums.cosCos[k] - c * c,
        sums.sinSin[k] - s * s,
        sums.cosSin[k] - c * s,
        sums.valueCos[k],
        sums.valueSin[k],
      ) / variance
    );
  });
}

/** `lombScarglePower` at one frequency. */
export function lombScarglePowerAt(curve: WeightedCurve, frequency: number): number {
  return lombScarglePower(curve, { first: frequency, step: 0, count: 1 })[0];
}

/**
 * The window's power (operations.md §8.9): Lomb–Scargle of y ≡ 1 with equal weights, no mean, no centring. 1 where the sampling alone
 * repeats; a peak of the data at such a distance from another is its alias.
 */
export function windowPower(times: Float64Array, grid: FrequencyGrid, checkpoint?: Checkpoint): Float64Array {
  const weights = new Float64Array(times.length).fill(1 / times.length);
  const values = new Float64Array(times.length).fill(1);
  return powerOver(new PhaseSummation({ times, weights, values }), grid, checkpoint, (sums, k) =>
    planePower(sums.cosCos[k], sums.sinSin[k], sums.cosSin[k], sums.cos[k], sums.sin[k]),
  );
}

/**
 * Phases that differ by less than 1e-5 of a radian, or that leave a line by less, are rounding of times and sums: the sums are good to
 * 1e-14, a Julian date to 4e-5 s.
 */
const leastSpread = 1e-10;

/** Variance taken away by the best a·cos + b·sin, from the normal equations of the two; 0 where all phases are the same. */
function planePower(cosCos: number, sinSin: number, cosSin: number, valueCos: number, valueSin: number): number {
  const trace = cosCos + sinSin;
  if (!(trace > leastSpread)) return 0;
  const determinant = cosCos * sinSin - cosSin * cosSin;
  if (!(determinant > leastSpread * trace ** 2)) return linePower(cosCos, sinSin, cosSin, valueCos, valueSin);
  return (sinSin * valueCos * valueCos + cosCos * valueSin * valueSin - 2 * cosSin * valueCos * valueSin) / determinant;
}

/** As `planePower` where all phases lie on one line, as at the Nyquist frequency of an equidistant sampling: along that line only. */
function linePower(cosCos: number, sinSin: number, cosSin: number, valueCos: number, valueSin: number): number {
  const angle = 0.5 * Math.atan2(2 * cosSin, cosCos - sinSin);
  const along = valueCos * Math.cos(angle) + valueSin * Math.sin(angle);
  return along ** 2 / (cosCos + sinSin);
}

function powerOver(
  summation: PhaseSummation,
  grid: FrequencyGrid,
  checkpoint: Checkpoint | undefined,
  power: (sums: PhaseSums, k: number) => number,
): Float64Array {
  const result = new Float64Array(grid.count);
  for (let k0 = 0; k0 < grid.count; k0 += anchorLength) {
    checkpoint?.();
    const length = Math.min(anchorLength, grid.count - k0);
    summation.fill(grid, k0, length);
    for (let k = 0; k < length; k++) result[k0 + k] = Math.min(1, power(summation.sums, k));
  }
  return result;
}

export function highest(power: Float64Array): number {
  let best = 0;
  for (let k = 1; k < power.length; k++) if (power[k] > power[best]) best = k;
  return best;
}
