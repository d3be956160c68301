import { describe, expect, it } from "vitest";
import { formatPeriod, formatProbability } from "./format-period.ts";

describe("a period", () => {
  it.each([
    [0.03600797933682933, 7.79635261464466e-5, "0.036008 ± 0.000078 d"],
    [12.3456, 0.25, "12.35 ± 0.25 d"],
    [345.6, 21, "346 ± 21 d"],
    [0.0348654178608405, null, "0.0348654 d"],
    [1, 0, "1 d"],
  ])("%d ± %s reads %s", (period, error, text) => {
    expect(formatPeriod(period, error)).toBe(text);
  });
});

describe("a probability", () => {
  it.each([
    [0, "100 %"],
    [Math.log10(0.042), "4.2 %"],
    [-5, "0.001 %"],
    [-12.789949088082027, "1.6 × 10⁻¹³"],
    [-6.0001, "1.0 × 10⁻⁶"],
    [Number.NEGATIVE_INFINITY, "< 10⁻³⁰⁰"],
    [null, "–"],
  ])("of logarithm %s reads %s", (logarithm, text) => {
    expect(formatProbability(logarithm)).toBe(text);
  });
});
