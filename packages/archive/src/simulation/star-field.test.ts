import { describe, expect, it } from "vitest";
import { starField } from "./star-field.ts";

const options = { seed: 1, ra: 200, dec: 60, side: 0.5, count: 4000, brightest: 12, faintest: 20 };

describe("starField", () => {
  const stars = starField(options);

  it("is the same for the same seed", () => {
    expect(starField(options)).toEqual(stars);
    expect(starField({ ...options, seed: 2 })).not.toEqual(stars);
  });

  it("keeps to the magnitudes, with many more faint stars than bright ones", () => {
    expect(Math.min(...stars.map(({ mag }) => mag))).toBeGreaterThanOrEqual(12);
    expect(Math.max(...stars.map(({ mag }) => mag))).toBeLessThanOrEqual(20);
    const upTo = (limit: number) => stars.filter(({ mag }) => mag < limit).length;
    expect(Math.log10(upTo(20) / upTo(18))).toBeCloseTo(0.6, 1);
  });

  it("is as wide on the sky in both directions, and denser in the middle", () => {
    const offsets = stars.map(({ ra, dec }) => [(ra - 200) * Math.cos((60 * Math.PI) / 180), dec - 60] as const);
    const spread = (axis: 0 | 1) =>
      Math.sqrt(offsets.reduce((sum, offset) => sum + offset[axis] ** 2, 0) / offsets.length);
    expect(spread(0) / spread(1)).toBeCloseTo(1, 1);
    const inside = (radius: number) => offsets.filter(([x, y]) => Math.hypot(x, y) < radius).length;
    expect(inside(0.1) / inside(0.2)).toBeGreaterThan(0.25 * 1.2);
  });
});
