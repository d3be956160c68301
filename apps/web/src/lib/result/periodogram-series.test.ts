import { describe, expect, it } from "vitest";
import { readPeriodograms, withWindow } from "./periodogram-series.ts";
import { spectralWindow } from "./spectral-window.ts";

describe("periodograms", () => {
  it("are the wide search's and the standard one, with its window", () => {
    const found = readPeriodograms({
      frequency: [1, 2],
      power: [0.5, null],
      window_power: [1, 0.2],
      period_search: { frequency: [3], power_spectrum: [0.9] },
    });
    expect(found).toEqual([
      { key: "wide", label: "Wide search", frequency: [3], power: [0.9], window: null },
      { key: "standard", label: "Standard search", frequency: [1, 2], power: [0.5, Number.NaN], window: [1, 0.2] },
    ]);
  });
  it("are left out when their lists do not fit", () => {
    expect(readPeriodograms({ frequency: [1, 2], power: [1] })).toEqual([]);
    expect(readPeriodograms({})).toEqual([]);
  });
  it("get a window where the result tells none, and keep the one it tells", () => {
    const points = [0, 1].map((jd) => ({
      frame: "",
      magnitude: 1,
      sigma: null,
      picture: null,
      times: { date: null, jd, bjd: null, hjd: null },
    }));
    const curve = { points, scales: [], leftOut: [] };
    const bare = { key: "wide", label: "", frequency: [0.5, 1], power: [1, 1], window: null } as const;
    const { window } = withWindow({ ...bare, frequency: [0.5, 1], power: [1, 1] }, curve);
    expect(window![0]).toBeCloseTo(0, 12);
    expect(window![1]).toBeCloseTo(1, 12);
    expect(withWindow({ ...bare, frequency: [1], power: [1], window: [0.3] }, curve).window).toEqual([0.3]);
  });
});

describe("the power of the sampling", () => {
  it("is 1 where all times have one phase, and keeps its digits for Julian dates", () => {
    const nightly = Array.from({ length: 30 }, (_, night) => 2461051.6 + night);
    const [atDay, between] = spectralWindow(nightly, [1, 0.5])!;
    expect(atDay).toBeCloseTo(1, 12);
    expect(between).toBeCloseTo(0, 12);
  });
  it("is not computed without times or where it would take long", () => {
    expect(spectralWindow([], [1])).toBeNull();
    expect(spectralWindow(Array(5000).fill(0), Array(5000).fill(1))).toBeNull();
  });
});
