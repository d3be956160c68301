import { describe, expect, it } from "vitest";
import { formatUtc, julianDate, laterBy, mjdOf, momentOfMjd, parseUtc, readDate, unixDays } from "./utc.ts";

const jd = (text: string) => {
  const moment = parseUtc(text);
  return moment && julianDate(moment);
};

describe("dates", () => {
  it("gives the Julian date of operations.md §6", () => {
    expect(jd("2024-06-15T03:04:05.678000Z")).toBe(2460476.6278434955);
  });

  it.each([
    "2024-06-15 03:04:05.678",
    "2024-06-15T03:04:05.678",
    " 2024-06-15T03:04:05.678Z ",
    "2024-06-15T05:34:05.678+02:30",
    "2024-06-14T23:04:05.678-0400",
  ])("%s is the same moment", (text) => {
    expect(jd(text)).toBe(2460476.6278434955);
  });

  it("takes seconds and time as optional", () => {
    expect(jd("2000-01-01T12:00")).toBe(2451545);
    expect(jd("2000-01-01")).toBe(2451544.5);
  });

  it.each([
    undefined,
    null,
    "",
    "yesterday",
    "2024-13-01T00:00:00",
    "2023-02-29T00:00:00",
    "0024-01-01",
    "2024-01-01T24:00:00",
    "2024-01-01T00:60:00",
    "2024-01-01T12:00:60",
    "2024-01-01T00:00:00+25:00",
    "2024-01-01T00:00:00 UTC",
  ])("%s is no date", (text) => {
    expect(parseUtc(text)).toBeNull();
  });

  it("counts a leap second in an interval, and stretches its day", () => {
    const before = { day: 57753, seconds: 86399.5 };
    expect(laterBy(before, 1)).toEqual({ day: 57753, seconds: 86400.5 });
    expect(laterBy(before, 2)).toEqual({ day: 57754, seconds: 0.5 });
    expect(jd("2016-12-31T23:59:60")).toBeCloseTo(2457754.5 - 1 / 86401, 9);
    expect(laterBy({ day: 57754, seconds: 86399.5 }, 1)).toEqual({ day: 57755, seconds: 0.5 });
  });

  it("counts days from 1970", () => {
    expect(unixDays({ day: 40587, seconds: 43200 })).toBe(0.5);
  });
});

describe("dates as headers write them", () => {
  it("tells a date from a moment, and whether a zone is stated", () => {
    expect(readDate("2024-06-15")).toEqual({ day: 60476, seconds: null, zoned: false });
    expect(readDate("2024-06-15T00:00")).toEqual({ day: 60476, seconds: 0, zoned: false });
    expect(readDate("2024-06-15T01:00:00.5+02:00")).toEqual({ day: 60475, seconds: 82800.5, zoned: true });
  });

  it.each(["2024-06-15T03:04:05.678", "2016-12-31T23:59:60.999", "2024-02-29T00:00:00.000"])("writes %s", (text) => {
    expect(formatUtc(parseUtc(text)!)).toBe(text);
  });

  it("carries what rounds up", () => {
    expect(formatUtc({ day: 60476, seconds: 86399.9996 })).toBe("2024-06-16T00:00:00.000");
    expect(formatUtc({ day: 57753, seconds: 86399.9996 })).toBe("2016-12-31T23:59:60.000");
  });

  it("goes to a Modified Julian Date and back, on a day with a leap second too", () => {
    for (const moment of [
      { day: 60476, seconds: 11045.678 },
      { day: 57753, seconds: 86400.5 },
    ]) {
      const back = momentOfMjd(mjdOf(moment));
      expect(back.day).toBe(moment.day);
      expect(back.seconds).toBeCloseTo(moment.seconds, 5);
    }
  });
});
