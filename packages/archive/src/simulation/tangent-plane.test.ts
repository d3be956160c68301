import { Header, wcsFromHeader } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { frameHeader } from "./frame-header.ts";
import { simulatedNight } from "./night.ts";
import { toPixel } from "./tangent-plane.ts";

describe("toPixel", () => {
  const plane = { ra: 81, dec: -24.52, x0: 511.5, y0: 511.5, pixelScale: 0.389, rotation: 0 };

  it("has east to the left and north up", () => {
    const scale = 3600 / plane.pixelScale;
    const [east] = toPixel(plane, 81.001, -24.52);
    expect(east).toBeCloseTo(511.5 - 0.001 * Math.cos((24.52 * Math.PI) / 180) * scale, 4);
    const [, north] = toPixel(plane, 81, -24.519);
    expect(north).toBeCloseTo(511.5 + 0.001 * scale, 4);
  });

  it("agrees with what the frame's header says about its pixels", () => {
    for (const recipe of simulatedNight().values()) {
      const wcs = wcsFromHeader(new Header(frameHeader(recipe)))!;
      for (const { ra, dec } of recipe.stars.slice(0, 20)) {
        const [x, y] = wcs.toPixel(ra, dec);
        const [expectedX, expectedY] = toPixel(recipe.plane, ra, dec);
        expect(x).toBeCloseTo(expectedX, 6);
        expect(y).toBeCloseTo(expectedY, 6);
      }
    }
  });
});
