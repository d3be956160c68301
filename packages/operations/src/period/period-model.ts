import { type BoxRange, logBoxTrials } from "./box-scan.ts";
import type { Peak } from "./peak-list.ts";
import type { SearchRange } from "./search-range.ts";
import { logCrossings, logOfAny, logOfSum, logTail, logTailOfOne } from "./significance.ts";

/** What is fitted at a frequency: harmonics of a sinusoid, or a box-shaped dip, with one depth or one for every other turn. */
export type PeriodModel =
  | { readonly kind: "harmonics"; readonly harmonics: number }
  | { readonly kind: "box" | "alternating_boxes" };

/** What has been searched. */
export interface SearchScope {
  readonly count: number;
  readonly range: SearchRange;
  readonly boxes: BoxRange;
  /** How far the range of frequencies turns the plane of one harmonic, see `logCrossings`. */
  readonly turning: number;
}

/**
 * Natural logarithm of the probability, bounded from above, that noise of unknown size gives any model this power anywhere in the search:
 * what models of different size are compared by. More harmonics always fit better; they win only where the tail of their own beta distribution, with
 * two coefficients more and two degrees of freedom fewer, gets smaller.
 */
export function logFalseAlarm(scope: SearchScope, model: PeriodModel, power: number): number {
  const { count, range, boxes, turning } = scope;
  const logModels = Math.log(range.harmonics + 1);
  switch (model.kind) {
    case "harmonics": {
      const { harmonics } = model;
      const anywhere = logOfSum(logTail(power, count, harmonics), logCrossings(power, count, harmonics, turning));
      return logOfAny(anywhere, logModels);
    }
    case "box":
      return logOfAny(logTailOfOne(power, count), logModels + logBoxTrials(boxes));
    case "alternating_boxes":
      return logOfAny(logTail(power, count, 1), logModels + logBoxTrials(boxes) + Math.LN2);
  }
}

/** Numbers that are fitted at a frequency, beside the mean. */
export function coefficients(model: PeriodModel): number {
  switch (model.kind) {
    case "harmonics":
      return 2 * model.harmonics;
    case "box":
      return 3;
    case "alternating_boxes":
      return 4;
  }
}

/** Residuals below this share of the variance are rounding: what fits so well cannot be fitted better. */
const leastResidual = 1e-12;

/**
 * Bayesian information criterion with the correction for few points, up to what all models of one light curve share:
 * n ln(residuals) + n k ln n / (n − k − 2), where k counts coefficients, mean and frequency. Of two models the one with less is to be taken;
 * Infinity where a model has too many coefficients for the points. Source: McQuarrie 1999, Stat. Probab. Lett. 44, 79 (SICc).
 */
export function informationCriterion({ count }: SearchScope, model: PeriodModel, power: number): number {
  const fitted = coefficients(model) + 2;
  const free = count - fitted - 2;
  if (free <= 0) return Infinity;
  return count * (Math.log(Math.max(1 - power, leastResidual)) + (fitted * Math.log(count)) / free);
}

/** The lowest `logFalseAlarm` among the peaks of the two scans. */
export function leastFalseAlarm(scope: SearchScope, peaks: ScannedPeaks): number {
  const harmonics = peaks.harmonics.flatMap((list, index) =>
    list.map(({ power }) => logFalseAlarm(scope, { kind: "harmonics", harmonics: index + 1 }, power)),
  );
  const boxes = peaks.boxes.map(({ power }) => logFalseAlarm(scope, { kind: "box" }, power));
  return Math.min(...harmonics, ...boxes);
}

/** What the scans found: peaks of 1, 2, … harmonics, and of boxes. */
export interface ScannedPeaks {
  readonly harmonics: readonly (readonly Peak[])[];
  readonly boxes: readonly Peak[];
}
