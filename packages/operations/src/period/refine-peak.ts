import { type BoxFit, fitBox, oddEvenPower } from "./box-fit.ts";
import { longestBox } from "./box-scan.ts";
import { harmonicPowers } from "./harmonic-scan.ts";
import type { WeightedCurve } from "./light-curve.ts";
import type { PeriodModel } from "./period-model.ts";

/** A maximum of a model's power near a frequency. */
export interface RefinedPeak {
  readonly model: PeriodModel;
  /** Cycles a day, and its standard error from the residuals; NaN where the power is not curved. */
  readonly frequency: number;
  readonly frequencyError: number;
  readonly power: number;
  readonly box: BoxFit | null;
}

/** Where a peak is looked for: frequencies that have been searched. */
export interface FrequencyLimits {
  readonly lowest: number;
  readonly highest: number;
}

const half = 16;
const count = 2 * half + 1;

/**
 * The highest power of a number of harmonics within `reach` of a frequency and within the limits, found to 1e-4 of the peak's width. Its
 * error is that of least squares with the residuals' own scatter: σ_f² = 2(1 − P) / ((n − 2K − 2)·|P″|).
 */
export function refineHarmonics(
  curve: WeightedCurve,
  harmonics: number,
  around: number,
  reach: number,
  { lowest, highest }: FrequencyLimits,
): RefinedPeak {
  let frequency = around;
  let power = 0;
  const precise = 1e-4 / (curve.span * harmonics);
  for (let step = reach / half; ; step /= half / 2) {
    const first = Math.min(highest, Math.max(frequency - half * step, lowest));
    const within = Math.min(count, 1 + Math.floor((highest - first) / step));
    const powers = harmonicPowers(curve, harmonics, first, step, within);
    const best = powers.indexOf(Math.max(...powers));
    frequency = first + best * step;
    power = powers[best];
    if (step < precise) break;
  }
  const h = 0.05 / (curve.span * harmonics);
  const frequencyError = errorFromBend(
    harmonicPowers(curve, harmonics, frequency - h, h, 3),
    h,
    curve.count - 2 * harmonics - 2,
  );
  return { model: { kind: "harmonics", harmonics }, frequency, frequencyError, power, box: null };
}

/** NaN where the middle is no maximum, as at an end of the range, or has neighbours that the points cannot tell. */
function errorFromBend([left, centre, right]: Float64Array, distance: number, free: number): number {
  const bend = (2 * centre - left - right) / distance ** 2;
  const isMaximum = centre > left && centre > right && left > 0 && right > 0;
  return isMaximum && free > 0 ? Math.sqrt((2 * (1 - centre)) / (free * bend)) : NaN;
}

/**
 * The deepest box within `reach` of a frequency, or within what moves its ends by half its duration over the span, if that is more. The
 * power of boxes is a staircase: the frequency is the middle, and its error half the width, of the range of steps whose
 * χ² is within four (in units of the residuals' scatter) of the least: one would be one σ of a parabola, but a staircase has narrow
 * steps that noise lifts.
 */
export function refineBox(
  curve: WeightedCurve,
  around: number,
  reach: number,
  { lowest, highest }: FrequencyLimits,
): RefinedPeak | null {
  const fit = (frequency: number) =>
    frequency >= lowest && frequency <= highest ? fitBox(curve, frequency, longestBox) : null;
  const duration = fit(around)?.duration ?? 0;
  const step = Math.max(reach, duration / (2 * curve.span)) / half;
  const fits = Array.from({ length: count }, (_, k) => fit(around + (k - half) * step));
  const powers = fits.map((each) => each?.power ?? 0);
  const best = powers.indexOf(Math.max(...powers));
  const box = fits[best];
  if (box === null) return null;
  const least = box.power - (4 * (1 - box.power)) / (curve.count - 4);
  const low = powers.findIndex((power) => power >= least);
  const high = powers.findLastIndex((power) => power >= least);
  const middle = around + ((low + high) / 2 - half) * step;
  const fitted = fit(middle);
  const kept = fitted !== null && fitted.power >= least;
  return {
    model: { kind: "box" },
    frequency: kept ? middle : around + (best - half) * step,
    frequencyError: ((high - low + 1) / 2) * step,
    power: kept ? fitted.power : box.power,
    box: kept ? fitted : box,
  };
}

/** The same dips with a depth for every other turn, so at half the frequency; null where one kind has too few points. */
export function alternating(curve: WeightedCurve, peak: RefinedPeak): RefinedPeak | null {
  const power = peak.box && oddEvenPower(curve, peak.frequency, peak.box);
  if (power === null) return null;
  const { frequency, frequencyError, box } = peak;
  return {
    model: { kind: "alternating_boxes" },
    frequency: frequency / 2,
    frequencyError: frequencyError / 2,
    power,
    box,
  };
}
