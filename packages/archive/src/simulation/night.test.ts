import { describe, expect, it } from "vitest";
import { isBasename } from "../basename.ts";
import { simulatedNight, variableMagnitude, variableStar } from "./night.ts";
import { toPixel } from "./tangent-plane.ts";

describe("simulatedNight", () => {
  const recipes = [...simulatedNight().values()];

  it("is a series of twelve in rp and three colours, under simulated names, in order of time", () => {
    expect(recipes.map(({ filter }) => filter)).toEqual([...new Array<string>(12).fill("rp"), "gp", "rp", "ip"]);
    for (const { basename } of recipes) expect(basename).toMatch(/^sim-lsc1m0-20260110-\d{4}-e91$/);
    for (const { basename } of recipes) expect(isBasename(basename)).toBe(true);
    const times = recipes.map(({ mjd }) => mjd);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it("is the same every time it is asked for", () => {
    expect([...simulatedNight().values()]).toEqual(recipes);
  });

  it("keeps the series together within a pixel, and the target on every frame", () => {
    const positions = recipes.map(({ plane, target }) => toPixel(plane, target.ra, target.dec));
    for (const axis of [0, 1] as const) {
      const series = positions.slice(0, 12).map((position) => position[axis]);
      expect(Math.max(...series) - Math.min(...series)).toBeLessThan(1);
      for (const position of positions) expect(Math.abs(position[axis] - 450)).toBeLessThan(300);
    }
  });

  it("changes one star only, by its amplitude", () => {
    const series = recipes.slice(0, 12);
    const changing = series[0]!.stars.filter((star, index) =>
      series.some(({ stars }) => stars[index]!.mag !== star.mag),
    );
    expect(changing).toHaveLength(1);
    const magnitudes = series.map(({ stars }) => stars.at(-1)!.mag);
    expect(magnitudes).toEqual(series.map(({ mjd }) => variableMagnitude(mjd)));
    const range = Math.max(...magnitudes) - Math.min(...magnitudes);
    expect(range).toBeGreaterThan(0.7 * variableStar.amplitude);
    expect(range).toBeLessThanOrEqual(variableStar.amplitude);
  });

  it("shows red stars brighter in ip and fainter in gp", () => {
    const [gp, rp, ip] = recipes.slice(12).map(({ stars }) => stars[1]!.mag);
    expect(gp).toBeGreaterThan(rp!);
    expect(ip).toBeLessThan(rp!);
  });
});
