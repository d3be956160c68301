import { describe, expect, it } from "vitest";
import { apertureSum } from "./aperture.ts";
import { centroid } from "./centroid.ts";
import { netCounts } from "./net-counts.ts";
import { cropOf, imageOf, imageQ } from "./star-image.fixture.ts";

const radii = { radius: 6, annulusInner: 10, annulusOuter: 15 };

describe("centroid", () => {
  it("gives the vectors of the specification, aperture and noise included", () => {
    const q = imageQ();
    const found = centroid(q, { x: 31.5, y: 27.4 }, radii);
    expect(found.success).toBe(true);
    expect(found.x).toBeCloseTo(30.288965722559897, 9);
    expect(found.y).toBeCloseTo(28.711778448467953, 9);
    expect(found.peak).toBeCloseTo(4964.955250367295, 9);
    expect(found.background.mean).toBeCloseTo(105.14680041395468, 9);
    expect(found.background.pixels).toBe(394);
    const sum = apertureSum(q, found.x, found.y, 6, "subPixel");
    expect(sum.area).toBeCloseTo(112.84, 9);
    expect(sum.peak).toBeCloseTo(5070.10205078125, 9);
    const counts = netCounts(sum, found.background, { gain: 1.5, readNoise: 8 });
    expect(counts?.net).toBeCloseTo(184806.062809844, 5);
    expect(counts?.sigma).toBeCloseTo(370.8372469354895, 9);
  });

  it("fails at its start where there is no image", () => {
    const found = centroid(imageQ(), { x: -30, y: 3 }, radii);
    expect(found).toMatchObject({ x: -30, y: 3, success: false, peak: Number.NEGATIVE_INFINITY });
    expect(found.message).not.toBe("");
    expect(centroid(imageQ(), { x: Number.NaN, y: 3 }, radii).success).toBe(false);
  });

  it("fails on a flat sky, and where the light lies outside of the box", () => {
    expect(
      centroid(
        imageOf(60, 60, () => 7),
        { x: 30, y: 30 },
        radii,
      ),
    ).toMatchObject({ x: 30, y: 30, success: false });
  });

  it("finds the picture vector of the centroiding action", () => {
    const image = imageOf(120, 80, (x, y) => (x === 36 && y === 48 ? 1200 : 0));
    const found = centroid(image, { x: 36, y: 48 }, { radius: 3, annulusInner: 4, annulusOuter: 5 });
    expect(found).toMatchObject({ x: 36.5, y: 48.5, peak: 1200, success: true });
    expect(found.background.mean).toBe(0);
  });

  it("only looks when it need not find", () => {
    const found = centroid(imageQ(), { x: 31.5, y: 27.4 }, radii, { findCentroid: false });
    expect(found).toMatchObject({ x: 31.5, y: 27.4, success: true });
    expect(found.background.pixels).toBeGreaterThan(350);
    expect(found.peak).toBeGreaterThan(4900);
  });

  it("on a tilted sky is right with a plane and off without", () => {
    const tilted = imageOf(80, 80, (x, y) => {
      const square = (x + 0.5 - 40.2) ** 2 + (y + 0.5 - 39.6) ** 2;
      return 500 + 6 * x - 3 * y + 300 * Math.exp(-square / 8);
    });
    const start = { x: 40, y: 40 };
    const off = (plane: boolean) => {
      const { x, y } = centroid(tilted, start, radii, { removeStars: false, plane });
      return Math.hypot(x - 40.2, y - 39.6);
    };
    expect(off(true)).toBeLessThan(0.05);
    expect(off(false)).toBeGreaterThan(2 * off(true));
  });

  it("is the same in a part of the image", () => {
    const q = imageQ();
    const whole = centroid(q, { x: 31.5, y: 27.4 }, radii);
    expect(centroid(cropOf(q, 5, 4, 50, 50), { x: 31.5, y: 27.4 }, radii)).toEqual(whole);
  });
});
