import type { FrequencyGrid } from "./frequency-grid.ts";
import { differentTimes, sameTime, type WeightedCurve } from "./light-curve.ts";
import { repetitionFrequency } from "./window.ts";

/** Periods down to 2.4 hours are looked for whatever the cadence: RR Lyrae stars and close binaries are seen in one frame a night. */
const fastestOfSparse = 10;
/** A cadence of minutes does not lead beyond periods of 20 minutes, unless the whole series is one run: then it costs little. */
const fastestOfDense = 72;
const mostHarmonics = 6;
/** Frequencies per 1/T and harmonic. */
const oversampling = 3;
/** Bound of the work: frequencies × points × harmonics. */
const mostWork = 3e8;
const fewestFrequencies = 100;

/** Where the wide search looks, and with how many harmonics. */
export interface SearchRange {
  readonly grid: FrequencyGrid;
  readonly harmonics: number;
  /** Frequency at which the sampling repeats itself, twice the Nyquist frequency; Infinity where it does not within reach. */
  readonly repetition: number;
  /** True where the bound of the work, not the sampling, set the highest frequency. */
  readonly limited: boolean;
}

/**
 * Range of frequencies from the sampling: from one turn in the whole span T up to half the typical dense cadence (10 % quantile of the
 * distances in time), at least 10 and, for more than one run, at most 72 cycles a day, but never beyond half of a frequency at which the
 * sampling repeats itself (an equidistant one knows nothing beyond). Irregular sampling has no Nyquist frequency at its average cadence
 * (Eyer & Bartholdi 1999, A&AS 135, 1). Harmonics: one for every five different times, 6 at most; fewer, then a lower end, where the
 * work would pass its bound.
 */
export function searchRange(curve: WeightedCurve): SearchRange {
  const { count, span } = curve;
  const first = 1 / span;
  const times = differentTimes(curve.times);
  const ofCadence = 0.5 / typicalShortGap(curve.times);
  const isOneRun = ofCadence * span <= times;
  const fastest = isOneRun ? ofCadence : Math.min(fastestOfDense, ofCadence);
  const reach = Math.max(2 * first, fastestOfSparse, fastest);
  const repetition = repetitionFrequency(curve, 2.2 * reach);
  const wanted = Math.min(reach, repetition / 2);
  let harmonics = Math.max(1, Math.min(mostHarmonics, Math.floor((times - 2) / 5)));
  const frequenciesUpTo = (highest: number) => Math.floor((highest - first) * span * oversampling * harmonics) + 1;
  while (harmonics > 2 && frequenciesUpTo(wanted) * count * harmonics > mostWork) harmonics--;
  const wantedCount = frequenciesUpTo(wanted);
  const most = Math.max(fewestFrequencies, Math.floor(mostWork / (count * harmonics)));
  const grid = { first, step: 1 / (span * oversampling * harmonics), count: Math.min(wantedCount, most) };
  return { grid, harmonics, repetition, limited: wantedCount > most };
}

/** 10 % quantile of the distances between neighbours in time, days. */
function typicalShortGap(times: Float64Array): number {
  const sorted = times.toSorted();
  const gaps = sorted.subarray(1).map((time, i) => time - sorted[i]);
  const positive = gaps.filter((gap) => gap > sameTime).sort();
  return positive[Math.floor(0.1 * (positive.length - 1))];
}
