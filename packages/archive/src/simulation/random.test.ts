import { describe, expect, it } from "vitest";
import { createRandom } from "./random.ts";

describe("createRandom", () => {
  it("repeats itself for one seed, and only for one seed", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("is even between 0 and 1, and normal", () => {
    const { uniform, gaussian } = createRandom(42);
    const count = 200_000;
    const histogram = new Array<number>(10).fill(0);
    for (let i = 0; i < count; i++) histogram[Math.floor(uniform() * 10)]!++;
    for (const bin of histogram) expect(bin / count).toBeCloseTo(0.1, 2);

    const values = Float64Array.from({ length: count }, gaussian);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
    expect(moment(1)).toBeCloseTo(0, 1.5);
    expect(moment(2)).toBeCloseTo(1, 1.5);
    expect(Math.abs(moment(3))).toBeLessThan(0.05);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.1);
  });
});
