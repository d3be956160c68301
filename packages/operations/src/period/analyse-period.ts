import { falseAlarmProbability } from "./false-alarm.ts";
import { averageNyquistGrid, frequencies, frequencyAt, lastFrequency } from "./frequency-grid.ts";
import { type LightCurve, weightedCurve } from "./light-curve.ts";
import { type Checkpoint, highest, lombScarglePower, lombScarglePowerAt, windowPower } from "./lomb-scargle.ts";

/** A period worth looking at; member names are those of the wire. */
interface PeriodCandidate {
  /** Days. */
  readonly period: number;
  readonly power: number;
  readonly false_alarm_probability: number;
  readonly kind: "peak" | "double";
  readonly description: string;
}

/** The reference's period search (operations.md §8.9). */
export interface PeriodAnalysis {
  /** Days; the first maximum of `power`. */
  readonly period: number;
  readonly fap: number;
  /** Cycles a day, equally spaced, and the Lomb–Scargle power there. */
  readonly frequency: Float64Array;
  readonly power: Float64Array;
  readonly candidates: readonly PeriodCandidate[];
  /** Power of the sampling itself on the same grid. */
  readonly windowPower: Float64Array;
}

/**
 * The default period search: Lomb–Scargle over the reference's grid of about 12.5·n frequencies, its highest peak, that peak's Baluev
 * false-alarm probability, the double period, and the window (operations.md §8.9). Points without finite time and value or finite σ > 0
 * are left out; null where fewer than 8 remain, at one time only or of one value. Work: 25·n² phasor steps (n = 999: 0.2 s), so run it
 * as the thread task `period.search` or with a checkpoint. Pure.
 */
export function analysePeriod(light: LightCurve, checkpoint?: Checkpoint): PeriodAnalysis | null {
  const curve = weightedCurve(light);
  if (curve === null) return null;
  const grid = averageNyquistGrid(curve.count, curve.span);
  const power = lombScarglePower(curve, grid, checkpoint);
  const best = highest(power);
  const frequency = frequencyAt(grid, best);
  const alarm = (height: number) => falseAlarmProbability(curve, height, lastFrequency(grid));
  const half = lombScarglePowerAt(curve, frequency / 2);
  return {
    period: 1 / frequency,
    fap: alarm(power[best]),
    frequency: frequencies(grid),
    power,
    candidates: [
      {
        period: 1 / frequency,
        power: power[best],
        false_alarm_probability: alarm(power[best]),
        kind: "peak",
        description: "Highest peak of the periodogram.",
      },
      {
        period: 2 / frequency,
        power: half,
        false_alarm_probability: alarm(half),
        kind: "double",
        description: "Double the highest peak; the true rotation period when there are two maxima per turn.",
      },
    ],
    windowPower: windowPower(curve.times, grid, checkpoint),
  };
}
