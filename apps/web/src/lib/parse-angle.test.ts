import { describe, expect, it } from "vitest";
import { parseDeclination, parseRightAscension } from "./parse-angle.ts";

describe("right ascension", () => {
  it.each([
    ["187.25", 187.25],
    ["12:30:00", 187.5],
    ["6 30 36", 97.65],
    ["360", 360],
  ])("%s is %d degrees", (text, degrees) => expect(parseRightAscension(text)).toBeCloseTo(degrees, 10));
  it.each(["", " ", "-1", "360.1", "24:00:01", "12:60:00", "abc"])("%j is none", (text) =>
    expect(parseRightAscension(text)).toBeNaN(),
  );
});

describe("declination", () => {
  it.each([
    ["-29.5", -29.5],
    ["-00:30:36", -0.51],
    ["+29 40", 29 + 40 / 60],
  ])("%s is %d degrees", (text, degrees) => expect(parseDeclination(text)).toBeCloseTo(degrees, 10));
  it.each(["", "90.1", "-91:00:00", "1:2:3:4"])("%j is none", (text) => expect(parseDeclination(text)).toBeNaN());
});
