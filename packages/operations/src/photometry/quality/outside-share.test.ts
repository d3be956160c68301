import { describe, expect, it } from "vitest";
import { outsideShare } from "./outside-share.ts";

const size = { width: 100, height: 80 };

/** The part of a circle beyond a line at distance d from its centre. */
function segment(d: number, r: number): number {
  return (Math.acos(d / r) - (d / r) * Math.sqrt(1 - (d / r) ** 2)) / Math.PI;
}

describe("the part of an aperture outside the image", () => {
  it("is that of a circle's segment at each edge", () => {
    for (const d of [-3, -0.5, 0, 1.25, 4.9]) {
      for (const [x, y] of [
        [d, 40],
        [100 - d, 40],
        [50, d],
        [50, 80 - d],
      ]) {
        expect(outsideShare(x, y, 5, size)).toBeCloseTo(segment(d, 5), 12);
      }
    }
  });

  it("is three quarters at each corner", () => {
    for (const [x, y] of [
      [0, 0],
      [100, 0],
      [0, 80],
      [100, 80],
    ]) {
      expect(outsideShare(x, y, 5, size)).toBeCloseTo(0.75, 12);
    }
  });

  it("is nothing within, also where the circle touches an edge, and everything beyond", () => {
    expect(outsideShare(5, 5, 5, size)).toBe(0);
    expect(outsideShare(95 + 1e-12, 40, 5, size)).toBe(0);
    expect(outsideShare(95.01, 40, 5, size)).toBeGreaterThan(0);
    expect(outsideShare(-9, 40, 5, size)).toBe(1);
  });

  it("counts both sides of an image narrower than the circle", () => {
    expect(outsideShare(1, 40, 5, { width: 2, height: 80 })).toBeCloseTo(2 * segment(1, 5), 12);
  });
});
