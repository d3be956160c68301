import { describe, expect, it } from "vitest";
import type { LightCurveRow } from "../result/light-curve-series.ts";
import { foldedOption } from "./folded-option.ts";
import { lightCurveOption } from "./light-curve-option.ts";
import type { Palette } from "./palette.ts";

const palette = new Proxy({} as Palette, { get: (_, name) => `the ${String(name)} colour` });

function row<Magnitude extends number | null>(jd: number, magnitude: Magnitude, notes?: string[]) {
  const times = { date: null, jd, bjd: null, hjd: null };
  return { frame: `f${jd}`, magnitude, sigma: null, times, picture: null, ...(notes && { notes }) };
}

const points = [row(10, 14.1), row(11, 14.2, ["The sky is thin."]), row(12, 14.3)];
const unmeasured: LightCurveRow[] = [row(20, null, ["Cut by the edge."])];

interface Drawn {
  id: string;
  symbol?: string;
  data: unknown[];
}

describe("the light curve", () => {
  const option = lightCurveOption({ points, unmeasured, scale: "jd", magnitudeName: "Magnitude" }, palette);
  const series = (option.series as unknown as Drawn[]).filter(({ id }) => !id.startsWith("errors"));
  const axis = option.yAxis as { max: number; inverse: boolean };

  it("draws a point with a remark in another shape, hollow", () => {
    const [plain, remarked] = series.find(({ id }) => id === "points")!.data;
    expect(plain).toEqual([0, 14.1]);
    expect(remarked).toMatchObject({ value: [1, 14.2], symbol: "diamond", itemStyle: { color: palette.surface } });
  });

  it("marks a frame without a magnitude at the faint end, and makes room for its time", () => {
    const marks = series.find(({ id }) => id === "unmeasured")!;
    expect(axis.inverse).toBe(true);
    expect(marks.data).toEqual([[10, axis.max]]);
    expect(marks.symbol).toBe("triangle");
    expect((option.xAxis as { max: number }).max).toBeGreaterThan(10);
  });

  it("is drawn without a single magnitude", () => {
    const empty = lightCurveOption({ points: [], unmeasured, scale: "jd", magnitudeName: "Magnitude" }, palette);
    expect((empty.yAxis as { max: number }).max).toBeGreaterThan(0);
  });

  it("keeps the shape of a point with a remark when it is folded", () => {
    const folded = foldedOption({ points, times: [10, 11, 12], period: 4, epoch: 10, magnitudeName: "" }, palette);
    for (const { data } of (folded.series as unknown as Drawn[]).filter(({ id }) => !id.startsWith("errors"))) {
      expect(data[1]).toMatchObject({ symbol: "diamond" });
    }
  });
});
