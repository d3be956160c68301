import { describe, expect, it } from "vitest";
import { analysePeriod } from "./analyse-period.ts";
import { cadences, noise, type Sampling, sine } from "./even-sampling.fixture.ts";
import type { LightCurve } from "./light-curve.ts";
import { rrLyrae } from "./simulated-curves.fixture.ts";
import { wideSearch } from "./wide-search.ts";

const counts = Array.from({ length: 24 }, (_, i) => i + 8);
const all = counts.flatMap((count) => cadences.map((cadence) => ({ count, cadence })));
/** Every count of points with one of the cadences. */
const some = counts.map((count, i) => ({ count, cadence: cadences[i % cadences.length] }));

function search(curve: LightCurve) {
  const found = wideSearch(curve);
  if (found === null) throw new Error("no search");
  return found;
}

/** Three standard deviations above the number of successes that is expected. */
const bound = (trials: number, share: number) => trials * share + 3 * Math.sqrt(trials * share * (1 - share));

describe("noise", () => {
  it.each<[Sampling, boolean]>([
    ["even", false],
    ["even", true],
    ["one point missing", false],
    ["three runs", true],
    ["pairs", false],
    ["one time twice", false],
    ["late by up to a second", false],
    ["late by up to a tenth", true],
    ["irregular", false],
  ])("%s, unequal errors %s: is called a period as seldom as stated, 8 … 31 points", (sampling, unequal) => {
    const runs = sampling === "even" ? all : some;
    const found = runs.map(({ count, cadence }, seed) => {
      const { peaks, searched } = search(noise(sampling, count, cadence, unequal, seed));
      for (const { frequency, power } of peaks) {
        expect(power).toBeLessThanOrEqual(1);
        expect(frequency).toBeGreaterThanOrEqual(searched.lowest);
        expect(frequency).toBeLessThanOrEqual(searched.highest);
      }
      return peaks[0].logFalseAlarm;
    });
    for (const share of [0.1, 0.01]) {
      const alarms = found.filter((logFalseAlarm) => logFalseAlarm < Math.log(share));
      expect(alarms.length).toBeLessThanOrEqual(bound(runs.length, share));
    }
    expect(Math.min(...found)).toBeGreaterThan(Math.log(1e-5));
  });

  it("has no power above 1 in the reference's search, and its stated false alarms hold", () => {
    const found = all.map(({ count, cadence }, seed) => analysePeriod(noise("even", count, cadence, false, seed)));
    expect(Math.max(...found.flatMap((each) => [...(each?.power ?? [2])]))).toBeLessThanOrEqual(1);
    const alarms = found.filter((each) => (each?.fap ?? 0) < 0.1);
    expect(alarms.length).toBeLessThanOrEqual(bound(all.length, 0.1));
  });
});

describe("sines", () => {
  it.each<[Sampling, number]>([
    ["even", 6.24],
    ["even", 3.3],
    ["even", 2.15],
    ["one point missing", 6.24],
    ["late by up to a second", 3.3],
    ["one time twice", 6.24],
  ])("%s, of %d cadences: are found by one harmonic, 8 … 31 points", (sampling, turns) => {
    const right = some.filter(({ count, cadence }, seed) => {
      const [{ frequency, model }] = search(sine(sampling, count, cadence, turns, 0.005, seed)).peaks;
      const width = 1 / (count * cadence);
      const near = Math.abs(frequency - 1 / (turns * cadence)) < 0.3 * width;
      return near && model.kind === "harmonics" && model.harmonics === 1;
    });
    expect(right.length / some.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe("what more harmonics must be worth", () => {
  const harmonicsOf = (curve: LightCurve) => {
    const { model } = search(curve).peaks[0];
    return model.kind === "harmonics" ? model.harmonics : null;
  };

  it("a sine takes one, in irregular samplings too", () => {
    const taken = some.map(({ count }, seed) => harmonicsOf(sine("irregular", count, 1, 6.24, 0.02, seed)));
    expect(taken.filter((harmonics) => harmonics === 1).length / some.length).toBeGreaterThanOrEqual(0.95);
  });

  it("an RR Lyrae star takes more", () => {
    for (let seed = 0; seed < 6; seed++) expect(harmonicsOf(rrLyrae(seed))).toBeGreaterThanOrEqual(3);
  });

  it("never so many that the points would all be met", () => {
    for (const count of [8, 9, 10, 11, 12]) {
      for (const { model } of search(noise("even", count, 1 / 24, false, count)).peaks) {
        if (model.kind === "harmonics") expect(2 * model.harmonics + 2).toBeLessThan(count - 1);
      }
    }
  });
});

describe("hard cases", () => {
  const hourly = (values: number[], sigmas = values.map(() => 0.02)): LightCurve => ({
    times: Float64Array.from(values, (_, i) => 2460000.125 + i / 24),
    values: Float64Array.from(values),
    sigmas: Float64Array.from(sigmas),
  });
  const of = (count: number, value: (i: number) => number) => Array.from({ length: count }, (_, i) => value(i));

  it("a constant with one outlier is no period", () => {
    for (const count of counts) {
      const [answer] = search(hourly(of(count, (i) => (i === 3 ? 15.5 : 15)))).peaks;
      expect(answer.logFalseAlarm).toBeGreaterThan(Math.log(0.05));
    }
  });

  it("values that alternate have the Nyquist frequency, which the points cannot tell", () => {
    for (const count of counts) {
      const { peaks, searched } = search(hourly(of(count, (i) => 15 + 0.1 * (-1) ** i)));
      for (const { power } of peaks) expect(power).toBeLessThanOrEqual(1);
      expect(searched.highest).toBeLessThanOrEqual(12 + 1e-6);
      expect(peaks[0].frequency).toBeLessThan(12);
    }
  });

  it("all runs of whole days have one phase at every whole frequency, which is no candidate", () => {
    const times = Float64Array.from({ length: 12 }, (_, i) => 2460000 + i + 0.003 * ((i * 7) % 5));
    const { peaks } = search({
      times,
      values: times.map((_, i) => 15 + 0.01 * ((i * 5) % 7)),
      sigmas: times.map(() => 0.02),
    });
    for (const { frequency } of peaks) expect(Math.abs(frequency - Math.round(frequency))).toBeGreaterThan(1e-3);
  });

  it("a search of a few points that one weight rules has an answer of no significance", () => {
    const sigmas = of(10, (i) => (i < 2 ? 1e-4 : 1));
    const [answer] = search(
      hourly(
        of(10, (i) => 15 + 0.1 * ((i * 7) % 4)),
        sigmas,
      ),
    ).peaks;
    expect(answer.logFalseAlarm).toBeGreaterThan(Math.log(0.1));
  });

  it("errors far above the scatter change nothing, since only their ratios count", () => {
    const curve = sine("even", 8, 1 / 24, 5.2, 0.005, 4);
    const [answer] = search({ ...curve, sigmas: curve.sigmas.map(() => 3) }).peaks;
    expect(answer).toEqual(search(curve).peaks[0]);
  });
});
