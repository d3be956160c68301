import { describe, expect, it } from "vitest";
import type { LightCurve } from "./light-curve.ts";
import { periodRefusal } from "./period-refusal.ts";
import { wideSearch } from "./wide-search.ts";

const curve = (points: readonly (readonly [time: number, value: number, sigma: number])[]): LightCurve => ({
  times: Float64Array.from(points, ([time]) => time),
  values: Float64Array.from(points, ([, value]) => value),
  sigmas: Float64Array.from(points, ([, , sigma]) => sigma),
});
const points = (count: number) =>
  Array.from({ length: count }, (_, i) => [2460000 + 0.01 * i, 15 + 0.1 * (i % 3), 0.02] as const);

describe("why no period is searched for", () => {
  it.each([
    [
      "7 of 9 points that have all three numbers",
      [...points(7), [2460001, NaN, 0.02], [2460002, 15, 0]] as const,
      "No period can be searched for: fewer than 8 usable points. 7 of 9 have a time, a magnitude and an error above zero. Add more images.",
    ],
    [
      "one time",
      points(9).map(([, value]) => [2460000, value, 0.02] as const),
      "No period can be searched for: all images have the same time.",
    ],
    [
      "one time but for rounding",
      points(9).map(([, value], i) => [2460000 + 4e-10 * i, value, 0.02] as const),
      "No period can be searched for: all images have the same time.",
    ],
    [
      "three times",
      points(9).map(([, value], i) => [2460000 + (i % 3), value, 0.02] as const),
      "No period can be searched for: the images were taken at 3 different times only, and at least 5 are needed.",
    ],
    [
      "one magnitude",
      points(9).map(([time]) => [time, 15.1, 0.02] as const),
      "No period can be searched for: all magnitudes are equal.",
    ],
  ])("%s", (_, list, text) => {
    expect(periodRefusal(curve(list))).toBe(text);
    expect(wideSearch(curve(list))).toBeNull();
  });

  it("nothing, where points without a magnitude are beside enough others", () => {
    const list = [...points(9), [2460001, NaN, NaN], [NaN, 15, 0.02]] as const;
    expect(periodRefusal(curve(list))).toBeNull();
    expect(wideSearch(curve(list))).toEqual(wideSearch(curve(points(9))));
  });
});
