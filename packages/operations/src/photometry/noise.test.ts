import { describe, expect, it } from "vitest";
import { magnitudesPerRelativeFlux } from "./magnitude.ts";
import { measurePosition } from "./measure-position.ts";
import { netCounts } from "./net-counts.ts";
import { normalNumbers } from "./normal-numbers.fixture.ts";
import { imageOf } from "./star-image.fixture.ts";

const points = 2000;
const gain = 1.6;
const readNoise = 7;
const sky = 250;
const flux = 30_000;
const width = 2.2;
const side = 61;
const radii = { aperture: 9, annulusInner: 14, annulusOuter: 22 };

/** What an ideal detector, rounding to whole counts as real ones do, makes of one star: one of 2000 exposures, each with its own noise. */
function exposure(normal: () => number) {
  const [x0, y0] = [30 + 0.4 * normal(), 30 + 0.4 * normal()];
  const image = imageOf(side, side, (x, y) => {
    const square = (x + 0.5 - x0) ** 2 + (y + 0.5 - y0) ** 2;
    const counts = sky + (flux / (2 * Math.PI * width ** 2)) * Math.exp(-square / (2 * width ** 2));
    return Math.round(counts + (Math.sqrt(counts * gain + readNoise ** 2) / gain) * normal());
  });
  return { image, x0, y0 };
}

describe("noise model", () => {
  it.each(["subPixel", "exact"] as const)(
    "gives magnitudes whose pulls have a deviation of 1.00 ± 0.05 (%s)",
    (fractions) => {
      const normal = normalNumbers(20_260);
      const pulls: number[] = [];
      for (let k = 0; k < points; k++) {
        const { image, x0, y0 } = exposure(normal);
        const measured = measurePosition(image, { x: x0, y: y0, role: "star" }, { radii, gain, readNoise, fractions });
        if (!measured) throw new Error("a star was lost");
        const { net, sigma } = measured;
        const inside = flux * (1 - Math.exp(-(radii.aperture ** 2) / (2 * width ** 2)));
        pulls.push((-2.5 * Math.log10(net / inside)) / ((magnitudesPerRelativeFlux * sigma) / net));
      }
      const mean = pulls.reduce((sum, pull) => sum + pull, 0) / points;
      const deviation = Math.sqrt(pulls.reduce((sum, pull) => sum + (pull - mean) ** 2, 0) / (points - 1));
      expect(Math.abs(deviation - 1)).toBeLessThan(0.05);
      expect(Math.abs(mean)).toBeLessThan(0.25);
    },
  );

  it("follows its formula, and takes a background below zero for none (D57)", () => {
    const sum = { sum: 900, area: 10, peak: 200, masked: 0 };
    const counts = netCounts(sum, { mean: 40, pixels: 200 }, { gain: 2, readNoise: 3 });
    expect(counts?.net).toBe(500);
    expect(counts?.sigma).toBeCloseTo(Math.sqrt(500 * 2 + 10 * 1.05 * (80 + 9 + 4 * 0.083521)) / 2, 12);
    const below = netCounts(sum, { mean: -40, pixels: 200 }, { gain: 2, readNoise: 3 });
    expect(below?.net).toBe(900);
    expect(below?.sigma).toBeCloseTo(Math.sqrt(900 * 2 + 10 * 1.05 * (9 + 4 * 0.083521)) / 2, 12);
  });

  it("subtracts a background below zero where that is wanted, and lets it add no noise", () => {
    const sum = { sum: 500, area: 10, peak: 200, masked: 0 };
    const below = netCounts(sum, { mean: -40, pixels: 200 }, { gain: 2, readNoise: 3, negativeSky: true });
    expect(below?.net).toBe(900);
    expect(below?.sigma).toBeCloseTo(Math.sqrt(900 * 2 + 10 * 1.05 * (9 + 4 * 0.083521)) / 2, 12);
  });

  it("counts no noise of a source that is not there", () => {
    const counts = netCounts(
      { sum: 100, area: 10, peak: 20, masked: 0 },
      { mean: 40, pixels: 1 },
      { gain: 1, readNoise: 0 },
    );
    expect(counts?.net).toBe(-300);
    expect(counts?.sigma).toBeCloseTo(Math.sqrt(10 * 11 * (40 + 0.083521)), 12);
  });

  it("has no answer without an aperture or without a background", () => {
    const sum = { sum: 0, area: 0, peak: Number.NEGATIVE_INFINITY, masked: 0 };
    expect(netCounts(sum, { mean: 4, pixels: 9 }, { gain: 1, readNoise: 0 })).toBeUndefined();
    expect(netCounts({ ...sum, area: 4 }, { mean: 0, pixels: 0 }, { gain: 1, readNoise: 0 })).toBeUndefined();
  });
});
