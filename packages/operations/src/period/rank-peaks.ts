import { longestBox } from "./box-scan.ts";
import type { WeightedCurve } from "./light-curve.ts";
import type { Checkpoint } from "./lomb-scargle.ts";
import { logFalseAlarm, type ScannedPeaks, type SearchScope } from "./period-model.ts";
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
 * Refines what the scans found and ranks it by false-alarm probability; of models at one frequency only the best stays. A
 * period comes before its half or third only where it is better by a clear margin, since its harmonics hold theirs.
 */
export function rankPeaks(
  curve: WeightedCurve,
  scope: SearchScope,
  scanned: ScannedPeaks,
  checkpoint?: Checkpoint,
): RankedPeak[] {
  const refined: RefinedPeak[] = [];
  scanned.harmonics.forEach((peaks, index) => {
    for (const { frequency } of peaks) {
      checkpoint?.();
      refined.push(refineHarmonics(curve, index + 1, frequency, 1.5 * scope.range.grid.step));
    }
  });
  for (const { frequency } of scanned.boxes) {
    checkpoint?.();
    const box = refineBox(curve, frequency, 2 * scope.boxes.grid.step, longestBox);
    if (box === null) continue;
    refined.push(box, ...[alternating(curve, box)].filter((peak) => peak !== null));
  }
  const rank = (peak: RefinedPeak) => ({ ...peak, logFalseAlarm: logFalseAlarm(scope, peak.model, peak.power) });
  const ranked = refined.map(rank).sort(bestFirst);
  const doubled = ranked.slice(0, mostDoubled).map((peak) => atDoublePeriod(curve, scope, peak));
  ranked.push(...doubled.filter((peak) => peak !== null).map(rank));
  const separation = 1 / (2 * curve.span);
  return simplestFirst(different(ranked.sort(bestFirst), separation), separation);
}

const bestFirst = (a: RankedPeak, b: RankedPeak) => a.logFalseAlarm - b.logFalseAlarm;

/**
 * Twice the harmonics at twice the period, where the scan did not go so far: all that the peak's model can do, and unequal alternate
 * turns. Null where fewer than two points a coefficient would be left.
 */
function atDoublePeriod(
  curve: WeightedCurve,
  { range }: SearchScope,
  { model, frequency }: RankedPeak,
): RefinedPeak | null {
  const harmonics = model.kind === "harmonics" ? 2 * model.harmonics : 0;
  if (harmonics <= range.harmonics || 2 * (2 * harmonics + 1) > curve.count) return null;
  return refineHarmonics(curve, harmonics, frequency / 2, range.grid.step / 2);
}

/** The first of each group of ranked peaks whose frequencies are less than `separation` apart. */
function different(ranked: readonly RankedPeak[], separation: number): RankedPeak[] {
  const kept: RankedPeak[] = [];
  for (const peak of ranked) {
    const near = kept.some(({ frequency }) => Math.abs(frequency - peak.frequency) < separation);
    if (!near && kept.length < mostPeaks) kept.push(peak);
  }
  return kept;
}

function simplestFirst(ranked: RankedPeak[], separation: number): RankedPeak[] {
  const [answer] = ranked;
  const simpler = ranked.findIndex(
    ({ frequency, logFalseAlarm }) =>
      logFalseAlarm < answer.logFalseAlarm + logMargin &&
      [2, 3].some((turns) => Math.abs(frequency - turns * answer.frequency) < turns * separation),
  );
  return simpler < 0 ? ranked : [ranked[simpler], ...ranked.slice(0, simpler), ...ranked.slice(simpler + 1)];
}
