import { frequencyLimits } from "./frequency-grid.ts";
import { tellsPhases } from "./harmonic-scan.ts";
import { differentTimes, type WeightedCurve } from "./light-curve.ts";
import type { Checkpoint } from "./lomb-scargle.ts";
import {
  coefficients,
  informationCriterion,
  logFalseAlarm,
  type ScannedPeaks,
  type SearchScope,
} from "./period-model.ts";
import { alternating, type RefinedPeak, refineBox, refineHarmonics } from "./refine-peak.ts";

/** A refined peak with its place in the ranking. */
export interface RankedPeak extends RefinedPeak {
  /** Natural logarithm of its false-alarm probability over the whole search. */
  readonly logFalseAlarm: number;
}

const mostPeaks = 10;
const mostDoubled = 3;
/** By this factor, as a logarithm, noise must be less likely for a period to come before its half or third. */
const logMargin = Math.log(100);

/**
 * Refines what the scans found and ranks it by false-alarm probability; of models at one frequency only one stays. A model of more
 * coefficients is taken, at one frequency and for the answer, only where it also has the better information criterion. A period comes
 * before its half or third only where it is better by a clear margin, since its harmonics hold theirs. Frequencies at which the points
 * lie at one or two phases only are left out, unless there are no others: then the answer's power is 0.
 */
export function rankPeaks(
  curve: WeightedCurve,
  scope: SearchScope,
  scanned: ScannedPeaks,
  checkpoint?: Checkpoint,
): RankedPeak[] {
  const rank = (peak: RefinedPeak) => ({ ...peak, logFalseAlarm: logFalseAlarm(scope, peak.model, peak.power) });
  const ranked = refined(curve, scope, scanned, checkpoint).map(rank).sort(bestFirst);
  const doubled = ranked.slice(0, mostDoubled).flatMap((peak) => atDoublePeriod(curve, scope, peak));
  ranked.push(...[...ofFewerHarmonics(curve, scope, ranked[0]), ...doubled].map(rank));
  const told = ranked.filter(({ power }) => power > 0).sort(bestFirst);
  const separation = 1 / (2 * curve.span);
  const different = oneOfEach(told.length > 0 ? told : ranked, scope, separation);
  const answer = worthItsCost(different, scope);
  return simplestFirst([answer, ...different.filter((peak) => peak !== answer)], separation);
}

function refined(
  curve: WeightedCurve,
  { range, boxes }: SearchScope,
  scanned: ScannedPeaks,
  checkpoint: Checkpoint | undefined,
): RefinedPeak[] {
  const [limits, boxLimits] = [frequencyLimits(range.grid), frequencyLimits(boxes.grid)];
  const peaks = scanned.harmonics.flatMap((list, index) =>
    list.map(({ frequency }) => {
      checkpoint?.();
      return refineHarmonics(curve, index + 1, frequency, 1.5 * range.grid.step, limits);
    }),
  );
  for (const { frequency } of scanned.boxes) {
    checkpoint?.();
    const box = refineBox(curve, frequency, 2 * boxes.grid.step, boxLimits);
    for (const peak of [box, box && alternating(curve, box)])
      if (peak && peak.frequency >= limits.lowest && tellsPhases(curve, peak.frequency)) peaks.push(peak);
  }
  return peaks;
}

const bestFirst = (a: RankedPeak, b: RankedPeak) => a.logFalseAlarm - b.logFalseAlarm;

/** At a peak's frequency, fewer harmonics than its: they need not be among the highest peaks of their number. */
function ofFewerHarmonics(
  curve: WeightedCurve,
  { range }: SearchScope,
  { model, frequency }: RankedPeak,
): RefinedPeak[] {
  const most = model.kind === "harmonics" ? model.harmonics : 1;
  return Array.from({ length: most - 1 }, (_, index) =>
    refineHarmonics(curve, index + 1, frequency, range.grid.step, frequencyLimits(range.grid)),
  );
}

/**
 * Twice the harmonics at twice the period, where the scan did not go so far: all that the peak's model can do, and unequal alternate
 * turns. Empty where fewer than two times a coefficient would be left.
 */
function atDoublePeriod(curve: WeightedCurve, { range }: SearchScope, { model, frequency }: RankedPeak): RefinedPeak[] {
  const harmonics = model.kind === "harmonics" ? 2 * model.harmonics : 0;
  const limits = frequencyLimits(range.grid);
  const leavesRest = 2 * (2 * harmonics + 1) <= differentTimes(curve.times);
  if (harmonics <= range.harmonics || !leavesRest || frequency / 2 < limits.lowest) return [];
  return [refineHarmonics(curve, harmonics, frequency / 2, range.grid.step / 2, limits)];
}

/** One of each group of ranked peaks whose frequencies are less than `separation` from the group's first. */
function oneOfEach(ranked: readonly RankedPeak[], scope: SearchScope, separation: number): RankedPeak[] {
  const groups: RankedPeak[][] = [];
  for (const peak of ranked) {
    const group = groups.find(([first]) => Math.abs(first.frequency - peak.frequency) < separation);
    if (group) group.push(peak);
    else if (groups.length < mostPeaks) groups.push([peak]);
  }
  return groups.map((group) => worthItsCost(group, scope));
}

/** The first of ranked peaks, or a simpler one whose information criterion is no worse. */
function worthItsCost(ranked: readonly RankedPeak[], scope: SearchScope): RankedPeak {
  const criterion = ({ model, power }: RankedPeak) => informationCriterion(scope, model, power);
  const isSimpler = (a: RankedPeak, b: RankedPeak) => coefficients(a.model) < coefficients(b.model);
  return ranked.reduce((answer, peak) =>
    isSimpler(peak, answer) && criterion(peak) <= criterion(answer) ? peak : answer,
  );
}

/** With a half or third of the answer's period first that a simpler model explains nearly as well. */
function simplestFirst(ranked: RankedPeak[], separation: number): RankedPeak[] {
  const [answer] = ranked;
  const simpler = ranked.find(
    ({ model, frequency, logFalseAlarm }) =>
      coefficients(model) < coefficients(answer.model) &&
      logFalseAlarm < answer.logFalseAlarm + logMargin &&
      [2, 3].some((turns) => Math.abs(frequency - turns * answer.frequency) < turns * separation),
  );
  return simpler ? [simpler, ...ranked.filter((peak) => peak !== simpler)] : ranked;
}
