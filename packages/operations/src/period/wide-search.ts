import { type PeriodAlias, periodAliases } from "./aliases.ts";
import { type Bootstrap, type BootstrapRequest, bootstrapFalseAlarm } from "./bootstrap.ts";
import { boxRange, scanBoxes } from "./box-scan.ts";
import { timeVariance } from "./false-alarm.ts";
import { lastFrequency } from "./frequency-grid.ts";
import { scanHarmonics } from "./harmonic-scan.ts";
import { type LightCurve, type WeightedCurve, weightedCurve } from "./light-curve.ts";
import type { Checkpoint } from "./lomb-scargle.ts";
import { leastFalseAlarm, type SearchScope } from "./period-model.ts";
import { type RankedPeak, rankPeaks } from "./rank-peaks.ts";
import { searchRange } from "./search-range.ts";
import { Spectrum } from "./spectrum.ts";
import { type WindowPeak, windowPeaks } from "./window.ts";

/** The wide search's result: frequencies in cycles a day, periods in days. */
export interface WideSearch {
  /** Time 0 of the phases of boxes, in the caller's days. */
  readonly start: number;
  /** At most ten different frequencies, least probable as noise first: the first is the answer. */
  readonly peaks: readonly RankedPeak[];
  /** Half and double the answer's period and its frequency ± 1 cycle a day, with the power of the answer's model there. */
  readonly aliases: readonly PeriodAlias[];
  /** Highest peaks of the spectral window below 3 cycles a day. */
  readonly windowPeaks: readonly WindowPeak[];
  /** Multi-term periodogram to draw, at most 2000 points, for the answer's number of harmonics (a box: one). */
  readonly spectrum: { readonly frequency: Float64Array; readonly power: Float64Array };
  readonly searched: {
    readonly lowest: number;
    readonly highest: number;
    readonly harmonics: number;
    readonly limited: boolean;
    /** Days of which all distances in time are whole multiples, where that ends the range; null for an irregular sampling. */
    readonly step: number | null;
  };
  readonly bootstrap: Bootstrap | null;
}

export interface WideSearchOptions {
  readonly bootstrap?: BootstrapRequest;
  readonly checkpoint?: Checkpoint;
}

/**
 * Period search beyond the reference's: a range of frequencies that follows from the sampling (`searchRange`), multi-term Lomb–Scargle of
 * 1 … 6 harmonics and box least squares, compared by their false-alarm probabilities (`logFalseAlarm`) and by what their coefficients cost
 * (`informationCriterion`), which keep rich models from winning by fitting noise. Null as for `analysePeriod`. The work is bounded for any input: ≤ 3e8 point · frequency · harmonic steps (a few
 * seconds); the bootstrap adds at most ten times as much. Pure: chance comes from the caller's seed.
 */
export function wideSearch(light: LightCurve, { bootstrap, checkpoint }: WideSearchOptions = {}): WideSearch | null {
  const curve = weightedCurve(light);
  if (curve === null) return null;
  const scope = searchScope(curve);
  const { range, boxes } = scope;
  const spectra = Array.from({ length: range.harmonics }, () => new Spectrum(range.grid));
  const scanned = {
    harmonics: scanHarmonics(curve, range, checkpoint, spectra),
    boxes: scanBoxes(curve, boxes, checkpoint),
  };
  const peaks = rankPeaks(curve, scope, scanned, checkpoint);
  const answer = peaks[0];
  const harmonics = answer.model.kind === "harmonics" ? Math.min(answer.model.harmonics, range.harmonics) : 1;
  const spectrum = spectra[harmonics - 1];
  return {
    start: curve.start,
    peaks,
    aliases: periodAliases(curve, scope, answer),
    windowPeaks: windowPeaks(curve, 5),
    spectrum: { frequency: spectrum.frequency, power: spectrum.power },
    searched: {
      lowest: range.grid.first,
      highest: lastFrequency(range.grid),
      harmonics: range.harmonics,
      limited: range.limited || boxes.limited,
      step: Number.isFinite(range.repetition) ? 1 / range.repetition : null,
    },
    bootstrap: bootstrap
      ? bootstrapFalseAlarm(curve, scope, leastFalseAlarm(scope, scanned), bootstrap, checkpoint)
      : null,
  };
}

function searchScope(curve: WeightedCurve): SearchScope {
  const range = searchRange(curve);
  const highest = lastFrequency(range.grid);
  const turning = 2 * Math.PI * (highest - range.grid.first) * timeSpread(curve);
  return { count: curve.count, range, boxes: boxRange(curve, highest), turning };
}

/** Standard deviation of the times, days: without the bias of few points, or of a few that have nearly all the weight. */
function timeSpread(curve: WeightedCurve): number {
  const squares = curve.weights.reduce((sum, weight) => sum + weight * weight, 0);
  return Math.sqrt(timeVariance(curve) / (1 - squares));
}
