import { describe, expect, it } from "vitest";
import { makeFrame } from "./make-frame.ts";
import { simulatedNight } from "./night.ts";
import { toPixel } from "./tangent-plane.ts";

const columnNames = (
  "x y xwin ywin xpeak ypeak peak a b theta ellipticity kronrad flux fluxerr x2 y2 xy background " +
  "fluxaper1 fluxerr1 fluxaper2 fluxerr2 fluxaper3 fluxerr3 fluxaper4 fluxerr4 fluxaper5 fluxerr5 fluxaper6 fluxerr6 " +
  "fluxrad25 fluxrad50 fluxrad75 flag fwhm fwtm ra dec mag magerr"
).split(" ");

describe("frameCatalogue", () => {
  const recipe = [...simulatedNight().values()][0]!;
  const frame = makeFrame(recipe);
  const column = (name: string) => frame.catalogue.find((found) => found.name === name)!.values;
  const rows = column("x").length;

  it("has the pipeline's columns in their order, three of them integers", () => {
    expect(frame.catalogue.map(({ name }) => name)).toEqual(columnNames);
    expect(frame.catalogue.filter(({ format }) => format === "K").map(({ name }) => name)).toEqual([
      "xpeak",
      "ypeak",
      "flag",
    ]);
  });

  it("lists what stands out, brightest first, with finite values", () => {
    expect(rows).toBeGreaterThan(150);
    const flux = column("flux");
    expect(flux[0]).toBeGreaterThan(flux[rows - 1]!);
    for (const { values } of frame.catalogue) expect(values.every(Number.isFinite)).toBe(true);
  });

  it("tells positions that count from 1, where the WCS puts the star", () => {
    for (let row = 0; row < 50; row++) {
      const [x, y] = toPixel(recipe.plane, column("ra")[row]!, column("dec")[row]!);
      expect(column("x")[row]! - 1).toBeCloseTo(x, 0.5);
      expect(column("y")[row]! - 1).toBeCloseTo(y, 0.5);
    }
  });

  it("finds the light on the pixels that it says is there", () => {
    for (let row = 0; row < 20; row++) {
      const [x, y] = [column("x")[row]! - 1, column("y")[row]! - 1];
      let sum = 0;
      for (let py = Math.ceil(y - 6); py <= y + 6; py++) {
        for (let px = Math.ceil(x - 6); px <= x + 6; px++) {
          if (Math.hypot(px - x, py - y) <= 6) sum += frame.pixels[py * frame.width + px]! - recipe.sky;
        }
      }
      expect(sum / column("fluxaper6")[row]!).toBeGreaterThan(0.95);
    }
  });

  it("gives magnitudes near the true ones, within their errors", () => {
    const pulls = Array.from({ length: rows }, (_, row) => {
      const star = recipe.stars.find(({ ra, dec }) => ra === column("ra")[row] && dec === column("dec")[row])!;
      return (column("mag")[row]! - star.mag) / column("magerr")[row]!;
    });
    const spread = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / rows);
    expect(spread).toBeGreaterThan(0.8);
    expect(spread).toBeLessThan(1.2);
  });
});
