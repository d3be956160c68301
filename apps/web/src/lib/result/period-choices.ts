import { periodKey } from "./format-period.ts";
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from "./json.ts";

/** A period that a search suggests. */
export interface PeriodChoice {
  /** Unique among the choices of a result. */
  key: string;
  /** Days. */
  period: number;
  /** 1 σ, days. */
  error: number | null;
  power: number | null;
  /** Decimal logarithm of the false-alarm probability; −Infinity when that is zero. */
  logFalseAlarm: number | null;
  /** Where it comes from, in words. */
  origin: string;
}

const ALIASES: Record<string, string> = {
  half: "Half of the best",
  double: "Double of the best",
  one_more_turn_a_day: "Alias, one more turn a day",
  one_turn_a_day_less: "Alias, one turn a day less",
  one_more_turn_a_step: "Looks the same, one more turn a step",
  one_turn_a_step_less: "Looks the same, one turn a step less",
};

/** The periods to fold at, the most likely first; of equal ones the first. Empty when no search was made. */
export function readPeriodChoices(data: JsonObject): PeriodChoice[] {
  const wide = objectOf(data.period_search);
  const choices = [
    choice(wide, "Best of the wide search"),
    choice(
      { ...data, false_alarm_probability: data.fap ?? null, power: highest(data) },
      "Highest peak of the standard search",
    ),
    ...objectsOf(data.period_candidates).map((peak) =>
      choice(peak, textOf(peak.kind) === "double" ? "Double of the highest peak" : "Peak of the standard search"),
    ),
    ...objectsOf(wide.candidates).map((peak, index) => choice(peak, `Peak ${index + 1} of the wide search`)),
    ...objectsOf(wide.aliases).map((alias) => choice(alias, ALIASES[textOf(alias.kind)] ?? "Alias of the best")),
  ];
  const byKey = new Map<string, PeriodChoice>();
  for (const each of choices) if (each && !byKey.has(each.key)) byKey.set(each.key, each);
  return [...byKey.values()];
}

function choice(peak: JsonObject, origin: string): PeriodChoice | null {
  const period = numberOf(peak.period);
  if (period === null || period <= 0) return null;
  return {
    key: periodKey(period),
    period,
    error: numberOf(peak.period_error),
    power: numberOf(peak.power),
    logFalseAlarm: logFalseAlarmOf(peak),
    origin: peak.model === "box" || peak.model === "alternating_boxes" ? `${origin}, a dip` : origin,
  };
}

function logFalseAlarmOf(peak: JsonObject): number | null {
  const probability = numberOf(peak.false_alarm_probability);
  return numberOf(peak.log10_false_alarm_probability) ?? (probability === null ? null : Math.log10(probability));
}

function highest({ power }: JsonObject): number | null {
  const powers = Array.isArray(power) ? power.flatMap((value) => numberOf(value) ?? []) : [];
  return powers.length > 0 ? powers.reduce((a, b) => Math.max(a, b)) : null;
}
