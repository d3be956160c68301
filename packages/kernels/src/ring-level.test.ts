import { describe, expect, it } from "vitest";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { seededRandom } from "./random-pixels.fixture.ts";
import { RingLevel } from "./ring-level.ts";

const [width, height] = [61, 47];
const random = seededRandom(8);
const pixels = Float32Array.from({ length: width * height }, (_, k) => {
  if (k % 97 === 5) return Number.NaN;
  if (k % 211 === 7) return Number.POSITIVE_INFINITY;
  return 500 + 40 * random() + (k % 13 === 0 ? 900 * random() : 0);
});

/** The definition, pixel by pixel. */
function plainLevel(x: number, y: number, inner: number, outer: number) {
  const ring = [...pixels].filter((value, k) => {
    const square = ((k % width) - x + 0.5) ** 2 + (Math.floor(k / width) - y + 0.5) ** 2;
    return square >= inner * inner && square <= outer * outer && Number.isFinite(value);
  });
  let [kept, mean] = [ring, 0];
  const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let round = 0; round < 9 && kept.length > 0; round++) {
    const previous = mean;
    mean = average(kept);
    const reach = 2 * Math.sqrt(Math.max(0, average(kept.map((value) => value * value)) - mean * mean));
    kept = ring.filter((value) => value >= mean - reach && value <= mean + reach);
    if (Math.abs(previous - mean) < 0.1) break;
  }
  return { mean: kept.length > 0 ? average(kept) : 0, pixels: kept.length };
}

describe("level of a ring", () => {
  const kernels = new Kernels(kernelModule());
  const image = { address: kernels.put(pixels), width, height };

  it("is the clipped mean of its pixels, wherever it lies", () => {
    for (let k = 0; k < 300; k++) {
      const inner = k % 7 === 0 ? 0 : 8 * random();
      const outer = inner + 0.2 + 12 * random();
      const [x, y] = k % 5 === 0 ? [30.5, 20.5] : [-15 + 90 * random(), -15 + 77 * random()];
      const level = new RingLevel(kernels, inner, outer, image).at(image, x, y);
      const expected = plainLevel(x, y, inner, outer);
      expect(level.pixels).toBe(expected.pixels);
      expect(level.mean).toBeCloseTo(expected.mean, 9);
    }
  });

  it("is 0 of 0 pixels without a ring, off the image, and for what is no position", () => {
    const nothing = { mean: 0, pixels: 0 };
    expect(new RingLevel(kernels, 5, 5, image).at(image, 30, 20)).toEqual(nothing);
    const ring = new RingLevel(kernels, 3, 6, image);
    for (const [x, y] of [
      [-7, 20],
      [1e300, 20],
      [30, Number.NaN],
      [30, Number.NEGATIVE_INFINITY],
    ])
      expect(ring.at(image, x, y)).toEqual(nothing);
  });

  it("may be larger than the image", () => {
    const level = new RingLevel(kernels, 0, 1e12, image).at(image, 30, 20);
    expect(level).toEqual({ mean: expect.closeTo(plainLevel(30, 20, 0, 1e12).mean, 9), pixels: level.pixels });
    expect(level.pixels).toBeGreaterThan(2000);
  });
});
