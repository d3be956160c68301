import { describe, expect, it } from "vitest";
import { decimalsFor, paddedExtent } from "./extent.ts";

describe("an axis", () => {
  it("reaches a little beyond its values and passes over what is no number", () => {
    expect(paddedExtent([1, Number.NaN, 3], 0.1)).toEqual({ min: 0.8, max: 3.2 });
  });
  it("has a length for one value and for none", () => {
    const { min, max } = paddedExtent([5]);
    expect(max).toBeGreaterThan(min);
    expect(paddedExtent([])).toEqual({ min: 0, max: 1 });
  });
  it.each([
    [0.4, 2],
    [30, 0],
    [0.002, 4],
    [0, 1],
  ])("of length %d has labels with %d decimals", (length, decimals) => {
    expect(decimalsFor(length)).toBe(decimals);
  });
});
