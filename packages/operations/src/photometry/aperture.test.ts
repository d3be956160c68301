import { describe, expect, it } from "vitest";
import { seededUniform } from "../period/seeded-random.ts";
import { type ApertureFractions, apertureSum, subPixelOverlap } from "./aperture.ts";
import { circleOverlap } from "./circle-overlap.ts";
import { imageOf } from "./star-image.fixture.ts";

const ones = imageOf(400, 300, () => 1);

/** ∫ of the circle's height over the pixel by Simpson's rule between the kinks: another way to the same area. */
function overlapByQuadrature(x: number, y: number, r: number): number {
  const kinks = [x, x + 1, -r, r, 0];
  for (const edge of [y, y + 1]) {
    const reach = Math.sqrt(Math.max(0, r * r - edge * edge));
    kinks.push(reach, -reach);
  }
  const ends = kinks.map((kink) => Math.min(Math.max(kink, x), x + 1)).sort((a, b) => a - b);
  let area = 0;
  for (let k = 0; k + 1 < ends.length; k++) {
    const [a, b] = [ends[k], ends[k + 1]];
    const steps = 400;
    for (let n = 0; n < steps; n++) {
      // x = middle − half·cos t smooths the vertical tangents at ±r.
      const value = (t: number) => {
        const at = (a + b) / 2 - ((b - a) / 2) * Math.cos(t);
        const up = Math.sqrt(Math.max(0, r * r - at * at));
        const height = Math.max(0, Math.min(up, y + 1) - Math.max(-up, y));
        return height * ((b - a) / 2) * Math.sin(t);
      };
      const [t0, t1] = [(n * Math.PI) / steps, ((n + 1) * Math.PI) / steps];
      area += ((t1 - t0) / 6) * (value(t0) + 4 * value((t0 + t1) / 2) + value(t1));
    }
  }
  return area;
}

describe("sub-pixel aperture", () => {
  it("gives the vectors of the specification", () => {
    expect(subPixelOverlap(3 - 5, 4 - 5, 2)).toBe(0.92);
    expect(subPixelOverlap(6 - 5, 6 - 5, 2)).toBe(0.32);
    expect(subPixelOverlap(4 - 5, 4 - 5, 2)).toBe(1);
  });
});

describe("exact aperture", () => {
  it("has the area of the circle to 1e-12, whatever its size and place", () => {
    const random = seededUniform(5);
    for (let k = 0; k < 2000; k++) {
      const r = k % 4 === 0 ? random() * 0.7 + 1e-6 : 0.1 + random() * 60;
      const { area } = apertureSum(ones, 150 + random(), 150 + random(), r, "exact");
      expect(Math.abs(area / (Math.PI * r * r) - 1)).toBeLessThan(1e-12);
    }
  });

  it("shares each pixel as integration does", () => {
    const random = seededUniform(6);
    for (let k = 0; k < 400; k++) {
      const r = 0.05 + random() * (k % 2 === 0 ? 1 : 8);
      const angle = random() * 2 * Math.PI;
      const x = r * Math.cos(angle) - random();
      const y = r * Math.sin(angle) - random();
      expect(Math.abs(circleOverlap(x, y, r) - overlapByQuadrature(x, y, r))).toBeLessThan(2e-9);
    }
  });

  it("is exact where circle and pixels touch", () => {
    expect(circleOverlap(-0.5, -0.5, 0.5)).toBeCloseTo(Math.PI / 4, 14);
    expect(circleOverlap(0, 0, Math.SQRT2)).toBeCloseTo(1, 14);
    expect(circleOverlap(0, 0, 1)).toBeCloseTo(Math.PI / 4, 14);
    expect(circleOverlap(1, 0, 1)).toBe(0);
    expect(circleOverlap(-0.3, -0.6, 0.1)).toBeCloseTo(Math.PI / 100, 15);
    expect(circleOverlap(-0.5, 0.02, 0)).toBe(0);
    expect(circleOverlap(30, 40, 1e6)).toBe(1);
  });
});

describe.each<ApertureFractions>(["subPixel", "exact"])("aperture, %s", (fractions) => {
  it("leaves out pixels outside of the image and pixels without a value", () => {
    const holed = imageOf(40, 40, (x, y) => (x === 10 && y === 10 ? Number.NaN : 3));
    const inside = apertureSum(holed, 10.5, 10.5, 4, fractions);
    const whole = apertureSum(ones, 10.5, 10.5, 4, fractions);
    expect(inside.masked).toBe(1);
    expect(inside.area).toBeCloseTo(whole.area - 1, 12);
    expect(inside.sum).toBeCloseTo(3 * inside.area, 10);
    const corner = apertureSum(ones, 0, 0, 10, fractions);
    expect(corner.area).toBeCloseTo(apertureSum(ones, 200, 150, 10, fractions).area / 4, 9);
  });

  it("is empty off the image, and for a position that is none", () => {
    const nothing = { sum: 0, area: 0, peak: Number.NEGATIVE_INFINITY, masked: 0 };
    expect(apertureSum(ones, -20, 5, 10, fractions)).toEqual(nothing);
    expect(apertureSum(ones, Number.NaN, 5, 10, fractions)).toEqual(nothing);
    expect(apertureSum(ones, 20, 5, 0, "exact")).toEqual(nothing);
  });

  it("names the brightest pixel that it touches", () => {
    const ramp = imageOf(20, 20, (x, y) => x + 100 * y);
    expect(apertureSum(ramp, 10.5, 10.5, 0.65, fractions).peak).toBe(1110);
  });
});
