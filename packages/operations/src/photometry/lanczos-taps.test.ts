import { describe, expect, it } from "vitest";
import { lanczosTaps } from "./lanczos-taps.ts";
import { imageOf } from "./star-image.fixture.ts";

describe("Lanczos-3 weights", () => {
  it("give the published small picture, to its rounding to 8 bits", () => {
    const image = imageOf(16, 12, (x, y) => (9 * y + 7 * x) % 256);
    const [across, down] = [lanczosTaps(16, 5), lanczosTaps(12, 4)];
    const resized = down.map(({ first: y0, weights: rows }) =>
      across.map(({ first: x0, weights: columns }) =>
        rows.reduce(
          (sum, row, j) =>
            sum + row * columns.reduce((line, column, i) => line + column * image.data[(y0 + j) * 16 + x0 + i], 0),
          0,
        ),
      ),
    );
    const expected = [
      [17, 39, 62, 84, 106],
      [43, 65, 88, 110, 132],
      [72, 94, 117, 139, 161],
      [98, 120, 143, 165, 187],
    ];
    resized.forEach((row, y) => {
      row.forEach((value, x) => {
        expect(Math.abs(value - expected[y][x])).toBeLessThan(1);
      });
    });
  });

  it.each([
    [100, 100],
    [100, 37],
    [37, 1500],
    [5, 3],
    [1, 1500],
  ])("sum to one and stay within the source: %i to %i", (source, target) => {
    for (const { first, weights } of lanczosTaps(source, target)) {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first + weights.length).toBeLessThanOrEqual(source);
    }
  });

  it("leave a picture of the same size as it is", () => {
    for (const [index, { first, weights }] of lanczosTaps(20, 20).entries())
      weights.forEach((weight, k) => {
        expect(weight).toBeCloseTo(first + k === index ? 1 : 0, 12);
      });
  });
});
