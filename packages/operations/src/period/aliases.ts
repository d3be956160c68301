import type { WeightedCurve } from "./light-curve.ts";
import { logFalseAlarm, type SearchScope } from "./period-model.ts";
import type { RankedPeak } from "./rank-peaks.ts";
import { type FrequencyLimits, refineBox, refineHarmonics } from "./refine-peak.ts";

/** A period that the data may have been mistaken for, or with. */
export interface PeriodAlias {
  readonly kind:
    | "half"
    | "double"
    | "one_more_turn_a_day"
    | "one_turn_a_day_less"
    | "one_more_turn_a_step"
    | "one_turn_a_step_less";
  /** Cycles a day. */
  readonly frequency: number;
  readonly power: number;
  readonly logFalseAlarm: number;
}

/**
 * Half and double period and the frequencies ± 1 cycle a day of a peak, each with the power of the peak's own kind of model there. Where
 * the sampling repeats itself, of these only the ones below its Nyquist frequency, and the frequencies ± one turn a step of the sampling:
 * no data of such times can tell them from the peak.
 */
export function periodAliases(
  curve: WeightedCurve,
  scope: SearchScope,
  { model, frequency }: RankedPeak,
): PeriodAlias[] {
  const { repetition } = scope.range;
  const places = [
    ["half", 2 * frequency],
    ["double", frequency / 2],
    ["one_more_turn_a_day", frequency + 1],
    ["one_turn_a_day_less", Math.abs(frequency - 1)],
  ] as const;
  const steps = [
    ["one_more_turn_a_step", repetition + frequency],
    ["one_turn_a_step_less", repetition - frequency],
  ] as const;
  const reach = 1 / (2 * curve.span);
  const refine = (around: number, limits: FrequencyLimits) =>
    model.kind === "harmonics"
      ? refineHarmonics(curve, model.harmonics, around, reach, limits)
      : refineBox(curve, around, reach / 4, limits);
  const alias = (kind: PeriodAlias["kind"], around: number, limits: FrequencyLimits): PeriodAlias[] => {
    const peak = refine(around, limits);
    if (peak === null) return [];
    const { power } = peak;
    return [{ kind, frequency: peak.frequency, power, logFalseAlarm: logFalseAlarm(scope, peak.model, power) }];
  };
  const known = { lowest: reach / 16, highest: repetition / 2 };
  return [
    ...places.filter(([, at]) => at > reach && at < known.highest).flatMap(([kind, at]) => alias(kind, at, known)),
    ...steps
      .filter(([, at]) => Number.isFinite(at))
      .flatMap(([kind, at]) => alias(kind, at, { lowest: known.highest, highest: 2 * repetition })),
  ];
}
