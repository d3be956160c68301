import { describe, expect, it } from "vitest";
import { boxRange } from "./box-scan.ts";
import { lastFrequency } from "./frequency-grid.ts";
import { weightedCurve } from "./light-curve.ts";
import { searchRange } from "./search-range.ts";
import { seededUniform } from "./seeded-random.ts";
import { repetitionFrequency } from "./window.ts";

function curveAt(times: Float64Array) {
  const curve = weightedCurve({ times, values: times.map((_, i) => i % 3), sigmas: times.map(() => 1) });
  if (curve === null) throw new Error("no curve");
  return curve;
}

const random = seededUniform(4);
const scattered = (count: number, span: number) => curveAt(Float64Array.from({ length: count }, () => span * random()));

describe("range of the wide search", () => {
  it.each([8, 30, 300, 3000])("is bounded for %d points over any span", (count) => {
    for (const span of [1e-3, 1, 30, 3650, 1e6]) {
      const { grid, harmonics, limited } = searchRange(scattered(count, span));
      expect(grid.count * count * harmonics).toBeLessThanOrEqual(3e8);
      expect(grid.count).toBeGreaterThan(0);
      if (limited) expect(harmonics).toBeLessThanOrEqual(2);
      const boxes = boxRange(scattered(count, span), 10);
      expect(boxes.grid.count * (count + boxes.bins * boxes.lengths.length)).toBeLessThanOrEqual(2e8);
    }
  });

  it("reaches 10 cycles a day for a point a night, and half the cadence for a dense run", () => {
    const nightly = curveAt(Float64Array.from({ length: 30 }, (_, i) => i + 0.2 * random()));
    expect(lastFrequency(searchRange(nightly).grid)).toBeCloseTo(10, 1);
    const dense = curveAt(Float64Array.from({ length: 40 }, (_, i) => 0.01 * (i + 0.3 * random())));
    expect(lastFrequency(searchRange(dense).grid)).toBeGreaterThan(45);
    expect(lastFrequency(searchRange(dense).grid)).toBeLessThanOrEqual(72);
  });
});

describe("repetition of a sampling", () => {
  it.each([
    ["every day", 1, 0.0005, 1],
    ["every second day", 2, 0.0005, 0.5],
    ["every 36 minutes", 0.025, 0, 40],
    ["every day within an hour", 1, 0.04, Infinity],
  ])("%s", (_, step, jitter, frequency) => {
    const kept = Array.from({ length: 50 }, (_, i) => i).filter((i) => i < 2 || random() < 0.6);
    const curve = curveAt(Float64Array.from(kept, (i) => step * i + jitter * random()));
    expect(repetitionFrequency(curve, 150)).toBeCloseTo(frequency, 3);
  });
});
