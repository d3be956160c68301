import { describe, expect, it } from "vitest";
import { parseMjd } from "./parse-mjd.ts";

describe("a time", () => {
  it.each([
    ["61051.1", 61051.1],
    [" 61051 ", 61051],
    ["2026-01-11", 61051],
    ["2026-01-11 06:00", 61051.25],
    ["2026-01-11T12:00:00Z", 61051.5],
    ["2026-01-11T13:00:00+01:00", 61051.5],
    ["yesterday", null],
    ["-5", null],
    ["1e5", null],
    ["2026-13-11", null],
    ["", null],
  ])("%j is the modified Julian date %s", (text, mjd) => {
    expect(parseMjd(text)).toBe(mjd);
  });
});
