import { describe, expect, it } from "vitest";
import { separation } from "./separation.ts";
import { fitTrack } from "./track.ts";

const first = { mjd: 60000, ra: 359.999, dec: 10 };
const second = { mjd: 60000.1, ra: 0.001, dec: 10.0005 };

describe("fitTrack (operations.md §8.5)", () => {
  it("two samples make a straight line, also across 0°", () => {
    const track = fitTrack([first, second]);
    expect(track.degree).toBe(1);
    const middle = track.at(60000.05);
    expect(middle.ra).toBeCloseTo(359.9999999992307, 10);
    expect(middle.dec).toBeCloseTo(10.000250001492402, 11);
    const later = track.at(60000.2);
    expect(later.ra).toBeCloseTo(0.0030000061527, 10);
    expect(later.dec).toBeCloseTo(10.00099998806, 11);
    expect(Math.abs(track.rate / 0.050802186476 - 1)).toBeLessThan(1e-6);
  });

  it("three samples make a parabola", () => {
    const track = fitTrack([first, second, { mjd: 60000.25, ra: 0.0045, dec: 10.0009 }]);
    expect(track.degree).toBe(2);
    const middle = track.at(60000.05);
    expect(middle.ra).toBeCloseTo(359.99996666644336, 10);
    expect(middle.dec).toBeCloseTo(10.000273332908703, 11);
  });

  it("passes the pole", () => {
    const track = fitTrack([
      { mjd: 1, ra: 10, dec: 89.9 },
      { mjd: 2, ra: 190, dec: 89.9 },
    ]);
    expect(track.at(1.5).dec).toBeCloseTo(90, 6);
    expect(separation(track.at(1), { ra: 10, dec: 89.9 })).toBeLessThan(1e-6);
  });

  it("refuses samples of one moment and samples all over the sky", () => {
    expect(() => fitTrack([first, { ...second, mjd: first.mjd }])).toThrow("two different times");
    expect(() =>
      fitTrack([
        { mjd: 0, ra: 0, dec: 0 },
        { mjd: 1, ra: 1, dec: 0 },
        { mjd: 2, ra: 181, dec: 0 },
      ]),
    ).toThrow("too far apart");
  });
});

describe("separation", () => {
  it("is the angle between two directions", () => {
    expect(separation({ ra: 10, dec: 20 }, { ra: 10.001, dec: 20.001 })).toBeCloseTo(4.94003, 5);
    expect(separation({ ra: 359.999, dec: 0 }, { ra: 0.001, dec: 0 })).toBeCloseTo(7.2, 9);
    expect(separation({ ra: 0, dec: -90 }, { ra: 123, dec: 90 })).toBeCloseTo(648000, 6);
  });
});
