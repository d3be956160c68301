import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldPhases, parsePeriod } from "./phase-fold.ts";

describe("folding", () => {
  it("gives the part of a turn since the last phase 0, before the epoch as after it", () => {
    expect(foldPhases([10, 10.5, 12.25, 9.5], 2, 10)).toEqual([0, 0.25, 0.125, 0.75]);
  });
  it("never reaches a whole turn", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.double({ min: 1e-4, max: 1e4, noNaN: true }),
        (time, period) => {
          const [phase] = foldPhases([time], period, 0);
          expect(phase).toBeGreaterThanOrEqual(0);
          expect(phase).toBeLessThan(1);
        },
      ),
    );
    expect(foldPhases([-1e-20], 1, 0)).toEqual([0]);
  });
});

describe("a period as typed", () => {
  it.each([
    ["0.5671", 0.5671],
    [" 12 h ", 0.5],
    ["36min", 0.025],
    ["2 d", 2],
    [".5", 0.5],
    ["1e-2", 0.01],
    ["0", null],
    ["-1", null],
    ["x", null],
    ["", null],
    ["1 year", null],
  ])("%j is %s days", (text, period) => {
    expect(parsePeriod(text)).toBe(period);
  });
});
