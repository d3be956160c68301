import { describe, expect, it } from "vitest";
import { analysePeriod } from "./analyse-period.ts";
import type { LightCurve } from "./light-curve.ts";
import { seededUniform } from "./seeded-random.ts";
import {
  flatDip,
  nightlyTimes,
  pointedDip,
  rrLyrae,
  rrLyraePeriod,
  simulatedCurve,
} from "./simulated-curves.fixture.ts";
import { wideSearch } from "./wide-search.ts";

function search(curve: LightCurve) {
  const found = wideSearch(curve);
  if (found === null) throw new Error("no search");
  return found;
}

const uniform = seededUniform(3);
const spread = (count: number, span: number) =>
  Float64Array.from({ length: count }, () => 2460000 + Math.floor(uniform() * span) + 0.3 * uniform());

describe("wide period search", () => {
  it("finds an RR Lyrae star seen once a night, where the reference's search cannot", () => {
    const seeds = Array.from({ length: 20 }, (_, seed) => seed + 1000);
    const near = (period: number | undefined) => Math.abs((period ?? NaN) / rrLyraePeriod - 1) < 0.1 * (0.567 / 60);
    const found = seeds.filter((seed) => near(1 / search(rrLyrae(seed)).peaks[0].frequency));
    expect(found.length).toBeGreaterThanOrEqual(19);
    expect(seeds.filter((seed) => near(analysePeriod(rrLyrae(seed))?.period))).toEqual([]);
  });

  it("finds a transit by its box: period, depth, duration, epoch", () => {
    const shape = (days: number) => 0.02 * flatDip((days - 0.4) / 1.3, 0.06);
    const { peaks, start } = search(simulatedCurve(nightlyTimes(20, 12, uniform), shape, 0.004, uniform));
    const [{ model, frequency, frequencyError, box }] = peaks;
    expect(model.kind).toBe("box");
    expect(Math.abs(frequency - 1 / 1.3)).toBeLessThan(4 * frequencyError);
    expect(box?.depth).toBeCloseTo(0.02, 2);
    expect(Math.abs((box?.duration ?? NaN) - 0.06)).toBeLessThan(0.02);
    const turnsOff = (start + (box?.phase ?? NaN) / frequency - 2460000 - 0.4) / 1.3;
    expect(Math.abs(turnsOff - Math.round(turnsOff))).toBeLessThan(0.02);
  });

  it("tells an eclipsing binary with unequal minima from one of half its period", () => {
    const shape = (days: number) => 0.6 * pointedDip(days / 2.345, 0.1) + 0.3 * pointedDip(days / 2.345 + 0.5, 0.1);
    const { peaks, aliases } = search(simulatedCurve(nightlyTimes(20, 8, uniform), shape, 0.01, uniform));
    expect(1 / peaks[0].frequency).toBeCloseTo(2.345, 2);
    const half = aliases.find(({ kind }) => kind === "half");
    expect(1 / (half?.frequency ?? NaN)).toBeCloseTo(2.345 / 2, 2);
    expect(half?.logFalseAlarm).toBeGreaterThan(peaks[0].logFalseAlarm);
  });

  it("takes one harmonic for a sine, with an error that covers the truth, and lists its aliases", () => {
    const curve = simulatedCurve(spread(40, 60), (days) => 0.1 * Math.sin((2 * Math.PI * days) / 3.21), 0.02, uniform);
    const { peaks, aliases, windowPeaks } = search(curve);
    expect(peaks[0].model).toEqual({ kind: "harmonics", harmonics: 1 });
    expect(Math.abs(peaks[0].frequency - 1 / 3.21)).toBeLessThan(4 * peaks[0].frequencyError);
    expect(aliases.map(({ kind }) => kind)).toEqual(["half", "double", "one_more_turn_a_day", "one_turn_a_day_less"]);
    expect(aliases[2].frequency).toBeCloseTo(1 + 1 / 3.21, 2);
    expect(windowPeaks[0].frequency).toBeCloseTo(1, 2);
  });

  it("looks no farther than half of the frequency at which the sampling repeats", () => {
    const times = Float64Array.from({ length: 40 }, (_, i) => 2460000 + 2 * i);
    const curve = simulatedCurve(times, (days) => 0.1 * Math.sin((2 * Math.PI * days) / 8.7), 0.02, uniform);
    const { searched, peaks } = search(curve);
    expect(searched.highest).toBeLessThanOrEqual(0.25);
    expect(1 / peaks[0].frequency).toBeCloseTo(8.7, 1);
  });

  it("calls noise noise", () => {
    const sure = Array.from({ length: 20 }, () => {
      const noise = simulatedCurve(spread(20, 30), () => 0, 0.02, uniform);
      return search(noise).peaks[0].logFalseAlarm;
    }).filter((logFalseAlarm) => logFalseAlarm < Math.log(0.01));
    expect(sure.length).toBeLessThanOrEqual(1);
  });

  it("has no answer where the reference's search has none", () => {
    const nothing = new Float64Array(7);
    expect(wideSearch({ times: nothing, values: nothing, sigmas: nothing })).toBeNull();
  });

  it("stops when its checkpoint throws, and refuses too many points", () => {
    const curve = simulatedCurve(spread(40, 60), () => 0, 0.02, uniform);
    const checkpoint = () => {
      throw new Error("enough");
    };
    expect(() => wideSearch(curve, { checkpoint })).toThrow("enough");
    const many = Float64Array.from({ length: 5001 }, (_, i) => i + 0.1 * (i % 2));
    expect(() => wideSearch({ times: many, values: many, sigmas: many.fill(1) })).toThrow(/at most 5000 points/);
  });
});

describe("bootstrap false-alarm probability", () => {
  const curve = simulatedCurve(spread(20, 10), (days) => 0.1 * Math.sin(days), 0.02, uniform);

  it("follows from the seed, and is the least it can be for a clear signal", () => {
    const bootstrap = { samples: 19, seed: 8 };
    const found = wideSearch(curve, { bootstrap })?.bootstrap;
    expect(found).toEqual({ samples: 19, falseAlarmProbability: 1 / 20 });
    expect(wideSearch(curve, { bootstrap })?.bootstrap).toEqual(found);
  });

  it("is large for noise", () => {
    const noise = simulatedCurve(spread(20, 10), () => 0, 0.02, seededUniform(77));
    const found = wideSearch(noise, { bootstrap: { samples: 19, seed: 8 } });
    expect(found?.bootstrap?.falseAlarmProbability).toBeGreaterThan(0.1);
  });
});
