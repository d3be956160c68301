import { Header, realCard, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { statedTarget } from "./target-position.ts";

type Value = string | number | undefined;

function header(ra: Value, dec: Value) {
  const card = (keyword: string, value: Value) =>
    value === undefined ? [] : [typeof value === "number" ? realCard(keyword, value) : valueCard(keyword, value)];
  return new Header([...card("CAT-RA", ra), ...card("CAT-DEC", dec)]);
}

const target = (ra: Value, dec: Value) => statedTarget(header(ra, dec), "frame-e91");

describe("the stated target", () => {
  // astropy 5.2: Angle(text, u.hourangle) and Angle(text, u.deg) in degrees
  it.each([
    ["10:30:15.5", "-00:30:15", 157.5645833333333, -0.5041666666667],
    ["00:00:00.001", "+89:59:59.999", 0.0000041666667, 89.9999997222222],
    ["23 59 59.9", " -47 00 30 ", 359.9995833333333, -47.0083333333333],
    ["6", "+05:12.5", 90, 5.2083333333333],
    [10.5, -0.25, 157.5, -0.25],
    [1e-7, 1e-7, 0.0000015, 1e-7],
    ["24:00:00", "-90:00:00", 0, -90],
  ])("%s %s", (ra, dec, raDegrees, decDegrees) => {
    const found = target(ra, dec);
    expect(found.ra).toBeCloseTo(raDegrees, 12);
    expect(found.dec).toBeCloseTo(decDegrees, 12);
  });

  it.each([
    [undefined, "1:2:3", "frame-e91 does not say where its target is (no CAT-RA)."],
    ["1:2:3", undefined, "frame-e91 does not say where its target is (no CAT-DEC)."],
    ["1:2:3", "  ", "no CAT-DEC"],
    ["N/A", "N/A", "CAT-RA of frame-e91 reads N/A, which is not a right ascension in hours (0 to 24)."],
    ["1:2:3", "N/A", "CAT-DEC of frame-e91 reads N/A, which is not a declination in degrees (−90 to 90)."],
    ["150.25", "2.0", "CAT-RA of frame-e91 reads 150.25"],
    ["-01:00:00", "2.0", "CAT-RA of frame-e91 reads -01:00:00"],
    ["24:00:01", "2.0", "CAT-RA"],
    ["10:60:00", "2.0", "CAT-RA"],
    ["10:30:15", "-90:00:01", "CAT-DEC"],
    ["NaN", "1:2:3", "CAT-RA"],
  ])("refuses %s %s in words", (ra, dec, words) => {
    expect(() => target(ra, dec)).toThrow(words);
  });
});
