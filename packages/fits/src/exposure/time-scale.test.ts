import { describe, expect, it } from "vitest";
import { type TimeScale, timeScaleNamed, toUtc } from "./time-scale.ts";
import { readDate, secondsBetween } from "./utc.ts";

function moment(text: string) {
  const { day, seconds } = readDate(text)!;
  return { day, seconds: seconds ?? 0 };
}

/** Seconds; the short series of TDB is good to 10 µs. */
const tolerance = (scale: TimeScale) => (scale === "TDB" || scale === "TCB" ? 1e-5 : 1e-6);

/** A moment in a scale and the same in UTC, by astropy 5.2's `Time(…, scale=…).utc`; of GPS by TAI − 19 s. */
const goldens: [scale: TimeScale, moment: string, utc: string][] = [
  ["TAI", "2026-01-10T03:04:05.678", "2026-01-10T03:03:28.678"],
  ["TAI", "2017-01-01T00:00:20.5", "2016-12-31T23:59:44.5"],
  ["TAI", "2017-01-01T00:00:36.5", "2016-12-31T23:59:60.5"],
  ["TAI", "2017-01-01T00:00:37", "2017-01-01T00:00:00"],
  ["TAI", "1995-07-01T12:00:00", "1995-07-01T11:59:31"],
  ["TAI", "2040-06-15T23:59:59.999", "2040-06-15T23:59:22.999"],
  ["GPS", "2026-01-10T03:04:05.678", "2026-01-10T03:03:47.678"],
  ["TT", "2026-01-10T03:04:05.678", "2026-01-10T03:02:56.494"],
  ["TT", "2017-01-01T00:00:20.5", "2016-12-31T23:59:12.316"],
  ["TT", "1995-07-01T12:00:00", "1995-07-01T11:58:58.816"],
  ["TDB", "2026-01-10T03:04:05.678", "2026-01-10T03:02:56.493823838"],
  ["TDB", "2017-01-01T00:00:20.5", "2016-12-31T23:59:12.316049513"],
  ["TDB", "1995-07-01T12:00:00", "1995-07-01T11:58:58.815901513"],
  ["TDB", "2040-06-15T23:59:59.999", "2040-06-15T23:58:50.814500424"],
  ["TCG", "2026-01-10T03:04:05.678", "2026-01-10T03:02:55.415788501"],
  ["TCG", "1995-07-01T12:00:00", "1995-07-01T11:58:58.409219841"],
  ["TCB", "2026-01-10T03:04:05.678", "2026-01-10T03:02:32.505831161"],
  ["TCB", "2040-06-15T23:59:59.999", "2040-06-15T23:58:19.765388697"],
];

describe("time scales", () => {
  it.each(goldens)("%s %s is UTC %s", (scale, text, utc) => {
    const found = toUtc(moment(text), scale);
    expect(found?.day).toBe(moment(utc).day);
    expect(Math.abs(secondsBetween(found!, moment(utc)))).toBeLessThan(tolerance(scale));
  });

  it("leaves UTC as it is, and takes UT1 for it", () => {
    const leap = moment("2016-12-31T23:59:60.5");
    expect(toUtc(leap, "UTC")).toEqual(leap);
    expect(toUtc(leap, "UT1")).toEqual(leap);
  });

  it("has no UTC before 1972", () => {
    expect(toUtc(moment("1971-12-31T12:00:00"), "TAI")).toBeNull();
    expect(toUtc(moment("1972-01-01T00:00:09"), "TAI")).toBeNull();
    expect(toUtc(moment("1972-01-01T00:00:10"), "TAI")).toEqual(moment("1972-01-01T00:00:00"));
  });

  it.each([
    ["", "UTC"],
    ["utc", "UTC"],
    ["UTC(NIST)", "UTC"],
    ["UT ", "UTC"],
    ["GMT", "UTC"],
    ["tt(TAI)", "TT"],
    ["TDT", "TT"],
    ["ET", "TT"],
    ["IAT", "TAI"],
    ["gps", "GPS"],
    ["UT1", "UT1"],
    ["LOCAL", undefined],
    ["CEST", undefined],
    ["constructor", undefined],
  ])("are known by their names: %s", (text, scale) => {
    expect(timeScaleNamed(text)).toBe(scale);
  });
});
