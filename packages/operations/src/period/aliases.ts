import { longestBox } from "./box-scan.ts";
import type { WeightedCurve } from "./light-curve.ts";
import { logFalseAlarm, type SearchScope } from "./period-model.ts";
import type { RankedPeak } from "./rank-peaks.ts";
import { refineBox, refineHarmonics } from "./refine-peak.ts";

/** A period that the data may have been mistaken for, or with. */
export interface PeriodAlias {
  readonly kind: "half" | "double" | "one_more_turn_a_day" | "one_turn_a_day_less";
  /** Cycles a day. */
  readonly frequency: number;
  readonly power: number;
  readonly logFalseAlarm: number;
}

/** Half and double period and the frequencies ± 1 cycle a day of a peak, each with the power of the peak's own kind of model there. */
export function periodAliases(
  curve: WeightedCurve,
  scope: SearchScope,
  { model, frequency }: RankedPeak,
): PeriodAlias[] {
  const places = [
    ["half", 2 * frequency],
    ["double", frequency / 2],
    ["one_more_turn_a_day", frequency + 1],
    ["one_turn_a_day_less", Math.abs(frequency - 1)],
  ] as const;
  const reach = 1 / (2 * curve.span);
  return places.flatMap(([kind, around]) => {
    if (around <= reach) return [];
    const peak =
      model.kind === "harmonics"
        ? refineHarmonics(curve, model.harmonics, around, reach)
        : refineBox(curve, around, reach / 4, longestBox);
    if (peak === null) return [];
    return [
      {
        kind,
        frequency: peak.frequency,
        power: peak.power,
        logFalseAlarm: logFalseAlarm(scope, peak.model, peak.power),
      },
    ];
  });
}
