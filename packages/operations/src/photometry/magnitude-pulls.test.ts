import { expect, it } from "vitest";
import type { SeriesCounts } from "./ensemble.ts";
import { measurePosition } from "./measure-position.ts";
import { normalNumbers } from "./normal-numbers.fixture.ts";
import { calibrateShared } from "./shared-ensemble.ts";
import { imageOf } from "./star-image.fixture.ts";
import { deviation } from "./statistics.ts";

const side = 29;
const settings = {
  radii: { aperture: 5, annulusInner: 8, annulusOuter: 12 },
  fractions: "subPixel",
  gain: 1.5,
  readNoise: 6,
} as const;
const sky = 180;

/** Counts of one star of `light` ADU on a noisy frame, measured as the operations measure it. */
function exposure(light: number, normal: () => number) {
  const { gain, readNoise } = settings;
  const [x, y] = [14.5 + 0.3 * normal(), 14.5 + 0.3 * normal()];
  const patch = imageOf(side, side, (column, row) => {
    const squared = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2;
    const mean = sky + (light / (4 * Math.PI)) * Math.exp(-squared / 4);
    return Math.round(mean + (Math.sqrt(mean * gain + readNoise ** 2) / gain) * normal());
  });
  return measurePosition(patch, { x: 14.5, y: 14.5, role: "star" }, settings);
}

it("formal errors of magnitudes are the scatter: 2000 points have pulls of standard deviation 1.00 ± 0.05", () => {
  const frames = Array.from({ length: 2000 }, (_, index) => `f${index}`);
  const normal = normalNumbers(5);
  const transparency = frames.map(() => 1 - 0.1 * Math.abs(normal()));
  const series = (light: number): SeriesCounts => {
    const measured = transparency.map((share) => exposure(light * share, normal));
    return {
      net: Float64Array.from(measured, (one) => one?.net ?? Number.NaN),
      sigma: Float64Array.from(measured, (one) => one?.sigma ?? Number.NaN),
    };
  };
  const stars = [30000, 24000, 18000, 36000].map((light, index) => ({
    id: `cand-00${index}`,
    referenceMagnitude: 25 - 2.5 * Math.log10(light),
    isolation: 60,
    ...series(light),
  }));
  const calibrated = calibrateShared({ frames, target: series(12000), stars, minimum: 3, maximum: 4 }).frames;
  const mean = calibrated.reduce((sum, { magnitude }) => sum + magnitude, 0) / calibrated.length;
  const pulls = calibrated.map(({ magnitude, formalSigma }) => (magnitude - mean) / formalSigma);
  expect(Math.abs(deviation(pulls) - 1)).toBeLessThan(0.05);
  expect(mean).toBeCloseTo(25 - 2.5 * Math.log10(12000), 2);
});
