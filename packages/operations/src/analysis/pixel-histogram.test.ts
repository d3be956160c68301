import { describe, expect, it } from "vitest";
import { pixelHistogram } from "./pixel-histogram.ts";

/** Image S1 of operations.md §0.8 and its 1999 samples. */
function samplesOfS1(): Float32Array {
  const value = (x: number, y: number) =>
    1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + (x % 40 === 20 && y % 30 === 15 ? 20_000 : 0);
  const flat = Float32Array.from({ length: 12_000 }, (_, i) => value(i % 120, Math.floor(i / 120)));
  return flat.filter((_, i) => i > 0 && i % 6 === 0);
}

describe("the histogram of an image (vector of analysis.md §6)", () => {
  const { histogram, bins, zmin, zmax } = pixelHistogram(samplesOfS1(), 60_000);

  it("has its limits", () => {
    expect([zmin, zmax]).toEqual([1048, 2323]);
  });

  it("has its bins", () => {
    expect(bins).toHaveLength(125);
    expect(bins.slice(0, 12)).toEqual([40, 120, 200, 280, 360, 440, 520, 600, 680, 760, 809, 828]);
    expect(bins.slice(-4)).toEqual([39_973, 45_694, 51_415, 57_136]);
  });

  it("has its counts, as logarithms", () => {
    const counts: Record<number, number> = { 20: 183, 21: 386, 22: 397, 23: 395, 24: 386, 25: 249, 118: 3 };
    expect(histogram).toHaveLength(125);
    expect(histogram).toEqual(Array.from({ length: 125 }, (_, i) => (counts[i] ? Math.log10(counts[i]) : 0)));
  });
});

describe("a histogram", () => {
  it.each([
    ["negative values", [-50, -20, -10, 0, 5, 9], 100],
    ["values that are all negative", [-500, -490, -480, -470], 0],
    ["one value only", [7, 7, 7, 7], 255],
    ["nothing but zero", [0, 0, 0], 255],
    ["values beyond saturation", [10, 20, 30_000, 90_000], 60_000],
    ["no values", [], 255],
  ])("of %s has as many bins as counts, ascending, and finite limits", (_, values, brightest) => {
    const { bins, histogram, zmin, zmax } = pixelHistogram(Float32Array.from(values), brightest);
    expect(bins).toHaveLength(histogram.length);
    expect(bins).toEqual([...bins].sort((a, b) => a - b));
    expect(new Set(bins).size).toBe(bins.length);
    expect([zmin, zmax, ...histogram].every(Number.isFinite)).toBe(true);
    expect(zmax).toBeGreaterThanOrEqual(zmin);
  });

  it("counts every sample between its ends", () => {
    const values = Float32Array.from({ length: 500 }, (_, i) => i % 200);
    const { histogram } = pixelHistogram(values, 255);
    expect(histogram.reduce((sum, log) => sum + (log > 0 ? Math.round(10 ** log) : 0), 0)).toBeGreaterThan(450);
  });
});
