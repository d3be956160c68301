import { describe, expect, it } from "vitest";
import { readPeriodChoices } from "./period-choices.ts";

const wideBest = {
  period: 0.036008,
  period_error: 0.000078,
  power: 0.99,
  model: "harmonics",
  log10_false_alarm_probability: -12.8,
};

describe("periods to fold at", () => {
  it("begin with the wide search's best; equal ones come once", () => {
    const choices = readPeriodChoices({
      period: 0.034865,
      fap: 1e-6,
      power: [0.1, 0.97, null],
      period_candidates: [
        { period: 0.034865, power: 0.97, false_alarm_probability: 1e-6, kind: "peak" },
        { period: 0.06973, power: 0.2, false_alarm_probability: 1, kind: "double" },
      ],
      period_search: {
        ...wideBest,
        candidates: [wideBest, { ...wideBest, period: 0.07187, model: "box" }],
        aliases: [{ kind: "double", period: 0.072, power: 0.3, log10_false_alarm_probability: 0 }],
      },
    });
    expect(choices.map(({ period, origin }) => [period, origin])).toEqual([
      [0.036008, "Best of the wide search"],
      [0.034865, "Highest peak of the standard search"],
      [0.06973, "Double of the highest peak"],
      [0.07187, "Peak 2 of the wide search, a dip"],
      [0.072, "Double of the best"],
    ]);
    expect(choices[0]).toMatchObject({ error: 0.000078, power: 0.99, logFalseAlarm: -12.8 });
    expect(choices[1]).toMatchObject({ error: null, power: 0.97, logFalseAlarm: -6 });
  });

  it("are only the standard search's where there was no other, and none where none was made", () => {
    expect(readPeriodChoices({ period: 2, fap: 0 })).toEqual([
      expect.objectContaining({ period: 2, power: null, logFalseAlarm: Number.NEGATIVE_INFINITY }),
    ]);
    expect(readPeriodChoices({ light_curve: [] })).toEqual([]);
    expect(readPeriodChoices({ period: null, fap: null, period_search: null })).toEqual([]);
  });
});
