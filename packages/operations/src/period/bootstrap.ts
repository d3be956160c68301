import { scanBoxes } from "./box-scan.ts";
import { scanHarmonics } from "./harmonic-scan.ts";
import type { WeightedCurve } from "./light-curve.ts";
import type { Checkpoint } from "./lomb-scargle.ts";
import { leastFalseAlarm, type SearchScope } from "./period-model.ts";
import { seededUniform } from "./seeded-random.ts";

export interface BootstrapRequest {
  readonly samples: number;
  /** The same seed gives the same answer. */
  readonly seed: number;
}

export interface Bootstrap {
  /** Samples drawn: fewer than asked for where the work would pass its bound. */
  readonly samples: number;
  /** (samples at least as significant as the data + 1) / (samples + 1). */
  readonly falseAlarmProbability: number;
}

/** Bound of frequencies × points × harmonics over all samples. */
const mostWork = 3e9;

/**
 * False-alarm probability without an assumption on the distribution of the errors: the whole search is repeated on light curves whose
 * values, with their σ, are dealt to the times anew; what counts is how often one is as significant as the data were (`significance`, a
 * `leastFalseAlarm`). Assumes independent errors: correlated ones make it too small.
 */
export function bootstrapFalseAlarm(
  curve: WeightedCurve,
  scope: SearchScope,
  significance: number,
  { samples, seed }: BootstrapRequest,
  checkpoint?: Checkpoint,
): Bootstrap {
  const { range, boxes } = scope;
  const work =
    range.grid.count * curve.count * range.harmonics +
    boxes.grid.count * (curve.count + boxes.bins * boxes.lengths.length);
  const drawn = Math.max(1, Math.min(Math.floor(samples), Math.floor(mostWork / work)));
  const uniform = seededUniform(seed);
  let hits = 0;
  for (let sample = 0; sample < drawn; sample++) {
    const shuffled = dealtAnew(curve, uniform);
    const harmonics = scanHarmonics(shuffled, range, checkpoint);
    const scanned = { harmonics, boxes: scanBoxes(shuffled, boxes, checkpoint) };
    if (leastFalseAlarm(scope, scanned) <= significance) hits++;
  }
  return { samples: drawn, falseAlarmProbability: (hits + 1) / (drawn + 1) };
}

function dealtAnew(curve: WeightedCurve, uniform: () => number): WeightedCurve {
  const values = curve.values.slice();
  const weights = curve.weights.slice();
  for (let i = curve.count - 1; i > 0; i--) {
    const other = Math.floor(uniform() * (i + 1));
    [values[i], values[other]] = [values[other], values[i]];
    [weights[i], weights[other]] = [weights[other], weights[i]];
  }
  return { ...curve, values, weights };
}
