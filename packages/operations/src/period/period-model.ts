import { type BoxRange, logBoxTrials } from "./box-scan.ts";
import type { Peak } from "./peak-list.ts";
import type { SearchRange } from "./search-range.ts";
import { logOfAny, logTail, logTailOfOne } from "./significance.ts";

/** What is fitted at a frequency: harmonics of a sinusoid, or a box-shaped dip, with one depth or one for every other turn. */
export type PeriodModel =
  | { readonly kind: "harmonics"; readonly harmonics: number }
  | { readonly kind: "box" | "alternating_boxes" };

/** What has been searched. */
export interface SearchScope {
  readonly count: number;
  readonly range: SearchRange;
  readonly boxes: BoxRange;
}

/**
 * Natural logarithm of the probability, bounded from above, that noise of unknown size gives any model this power anywhere in the search:
 * what models of different size are compared by. More harmonics always fit better; they win only where the tail of their own beta distribution, with
 * two coefficients more and two degrees of freedom fewer, gets smaller.
 */
export function logFalseAlarm({ count, range, boxes }: SearchScope, model: PeriodModel, power: number): number {
  const logModels = Math.log(range.harmonics + 1);
  switch (model.kind) {
    case "harmonics":
      return logOfAny(logTail(power, count, model.harmonics), logModels + Math.log(range.grid.count));
    case "box":
      return logOfAny(logTailOfOne(power, count), logModels + logBoxTrials(boxes));
    case "alternating_boxes":
      return logOfAny(logTail(power, count, 1), logModels + logBoxTrials(boxes) + Math.LN2);
  }
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
