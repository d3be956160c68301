import { frequencyAt } from "./frequency-grid.ts";
import { HarmonicFit } from "./harmonic-fit.ts";
import { HarmonicSummation } from "./harmonic-sums.ts";
import type { WeightedCurve } from "./light-curve.ts";
import type { Checkpoint } from "./lomb-scargle.ts";
import { type Peak, PeakList } from "./peak-list.ts";
import { anchorLength } from "./phase-sums.ts";
import type { SearchRange } from "./search-range.ts";
import type { Spectrum } from "./spectrum.ts";

const peaksOfEach = 6;

/**
 * Multi-term Lomb–Scargle power with floating mean over the range, for all numbers of harmonics up to the range's at once. Returns the
 * highest peaks of each (entry K − 1 for K harmonics); `spectra`, in the same order, are shown every value. Checkpoint every 64
 * frequencies.
 */
export function scanHarmonics(
  curve: WeightedCurve,
  { grid, harmonics }: SearchRange,
  checkpoint?: Checkpoint,
  spectra: readonly Spectrum[] = [],
): readonly (readonly Peak[])[] {
  const summation = new HarmonicSummation(curve, harmonics);
  const fit = new HarmonicFit(summation);
  const lists = Array.from({ length: harmonics }, () => new PeakList(peaksOfEach, 1 / (2 * curve.span)));
  for (let k0 = 0; k0 < grid.count; k0 += anchorLength) {
    checkpoint?.();
    const length = Math.min(anchorLength, grid.count - k0);
    summation.fill(grid, k0, length);
    for (let k = 0; k < length; k++) {
      fit.fit(k, curve.variance);
      const frequency = frequencyAt(grid, k0 + k);
      for (let m = 0; m < harmonics; m++) {
        lists[m].next(frequency, fit.powers[m]);
        spectra[m]?.show(k0 + k, fit.powers[m]);
      }
    }
  }
  return lists.map((list) => list.end());
}

/** Whether the points tell a sinusoid of a frequency: false where they lie at one or two phases of it, see `HarmonicFit`. */
export function tellsPhases(curve: WeightedCurve, frequency: number): boolean {
  return harmonicPowers(curve, 1, frequency, 0, 1)[0] > 0;
}

/** Power of exactly `harmonics` harmonics at up to 64 frequencies first + k·step. */
export function harmonicPowers(
  curve: WeightedCurve,
  harmonics: number,
  first: number,
  step: number,
  count: number,
): Float64Array {
  const summation = new HarmonicSummation(curve, harmonics);
  const fit = new HarmonicFit(summation);
  summation.fill({ first, step, count }, 0, count);
  return Float64Array.from({ length: count }, (_, k) => {
    fit.fit(k, curve.variance);
    return fit.powers[harmonics - 1];
  });
}
