import type { ImageLayout } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { clippingTolerance, saturationLevel } from "./saturation-level.ts";

function layout(changes: Partial<ImageLayout>): ImageLayout {
  return {
    ...{ width: 100, height: 80, bitpix: -32, bscale: 1, bzero: 0, blank: null },
    storage: { kind: "plain", dataOffset: 0 },
    ...changes,
  };
}

describe("the saturation level", () => {
  it("is what the header says, or the end of 8 and 16 bits where that is lower", () => {
    expect(saturationLevel(60000, layout({}))).toBe(60000);
    expect(saturationLevel(undefined, layout({}))).toBeUndefined();
    expect(saturationLevel(undefined, layout({ bitpix: 16, bzero: 32768 }))).toBe(65535);
    expect(saturationLevel(16383, layout({ bitpix: 16, bzero: 32768 }))).toBe(16383);
    expect(saturationLevel(100000, layout({ bitpix: 16 }))).toBe(32767);
    expect(saturationLevel(undefined, layout({ bitpix: 8 }))).toBe(255);
    expect(saturationLevel(undefined, layout({ bitpix: 32 }))).toBeUndefined();
  });

  it("is not the end of values that were spread over all integers", () => {
    expect(saturationLevel(undefined, layout({ bitpix: 16, bscale: 0.37, bzero: 900 }))).toBeUndefined();
  });
});

describe("the tolerance of a clipped pixel", () => {
  const place = { column: 50, bottom: 9.5, top: 12.5 };

  it("is float32's rounding where pixels were not rounded", () => {
    expect(clippingTolerance(layout({}), 60000, place)).toBeCloseTo(60000 * 2 ** -23, 12);
    expect(clippingTolerance(layout({ bitpix: 16 }), 60000, place)).toBeLessThan(0.01);
  });

  it("is half a step of the rows around the star where floats were rounded in compressing", () => {
    const scale = Float64Array.from({ length: 80 }, (_, row) => (row === 11 ? 6 : row < 5 ? 1000 : 2));
    const storage = {
      ...{ kind: "tiles", codec: "RICE_1", tileWidth: 100, tileHeight: 1, tilesX: 1, tilesY: 80, scale },
      quantize: "SUBTRACTIVE_DITHER_1",
    } as unknown as ImageLayout["storage"];
    expect(clippingTolerance(layout({ storage }), 60000, place)).toBeCloseTo(3, 1);
    const exact = { ...storage, quantize: "none" } as ImageLayout["storage"];
    expect(clippingTolerance(layout({ storage: exact }), 60000, place)).toBeLessThan(0.01);
  });
});
