import { describe, expect, it } from "vitest";
import { progressWithin, steadyProgress } from "./progress.ts";

describe("progress", () => {
  it("passes on at most four reports a second", () => {
    let clock = 0;
    const seen: number[] = [];
    const progress = steadyProgress(
      (fraction) => seen.push(fraction),
      () => clock,
    );
    for (; clock < 1000; clock += 10) progress(clock / 2000, "");
    expect(seen).toEqual([0, 0.125, 0.25, 0.375]);
  });

  it("never goes back and never claims to be done", () => {
    let clock = 0;
    const seen: number[] = [];
    const progress = steadyProgress(
      (fraction) => seen.push(fraction),
      () => (clock += 1000),
    );
    for (const fraction of [-1, 0.4, 0.2, 1, 7]) progress(fraction, "");
    expect(seen).toEqual([0, 0.4, 0.4, 0.99, 0.99]);
  });

  it("of a step fills its part of the whole", () => {
    const seen: unknown[] = [];
    const step = progressWithin((...report) => seen.push(report), [0.5, 0.75]);
    step(0, "start");
    step(1, "end");
    expect(seen).toEqual([
      [0.5, "start"],
      [0.75, "end"],
    ]);
  });
});
