import { describe, expect, it } from "vitest";
import { fitBox } from "./fit-box.ts";
import { reducePicture } from "./reduce-picture.ts";
import { resamplePicture } from "./resample-picture.ts";
import { shrinkPicture } from "./shrink-picture.ts";

const ramp = (width: number, height: number) => ({
  width,
  height,
  channels: 1 as const,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => (9 * Math.floor(i / width) + 7 * (i % width)) % 256),
});

describe("the size of a thumbnail", () => {
  it.each([
    [500, 300, 200, 120],
    [3056, 3054, 200, 200],
    [2042, 3054, 134, 200],
    [4788, 3194, 200, 133],
    [9576, 6388, 200, 133],
    [200, 10, 200, 10],
    [5, 4, 5, 4],
    [100000, 2, 200, 1],
    [2, 100000, 1, 200],
  ])("of %i × %i is %i × %i", (width, height, thumbWidth, thumbHeight) => {
    expect(fitBox(width, height, 200, 200)).toEqual({ width: thumbWidth, height: thumbHeight });
  });
});

describe("shrinking", () => {
  it("resamples with Lanczos-3 as the specification's vector", () => {
    const small = resamplePicture(ramp(16, 12), { width: 5, height: 4 }, { width: 16, height: 12 });
    expect([...small.pixels]).toEqual(
      [
        [17, 39, 62, 84, 106],
        [43, 65, 88, 110, 132],
        [72, 94, 117, 139, 161],
        [98, 120, 143, 165, 187],
      ].flat(),
    );
  });

  it("averages whole blocks first, and what is left of them at the edges", () => {
    const picture = { width: 3, height: 3, channels: 1 as const, pixels: Uint8Array.of(0, 1, 10, 2, 4, 20, 7, 8, 255) };
    expect([...reducePicture(picture, 2, 2).pixels]).toEqual([2, 15, 8, 255]);
  });

  it.each([
    [64, 45, 5, 7],
    [63, 45, 5, 7],
    [8, 600, 3, 300],
    [1024, 20, 10, 10],
  ])("averages the blocks of a %i × %i picture, %i × %i pixels each", (width, height, factorX, factorY) => {
    const { pixels } = ramp(width, height);
    const expected: number[] = [];
    for (let top = 0; top < height; top += factorY) {
      for (let left = 0; left < width; left += factorX) {
        const block = pixels.filter((_, i) => {
          const [x, y] = [i % width, Math.floor(i / width)];
          return x >= left && x < left + factorX && y >= top && y < top + factorY;
        });
        expected.push(Math.floor(block.reduce((sum, value) => sum + value, 0) / block.length + 0.5));
      }
    }
    expect([...reducePicture({ width, height, channels: 1, pixels }, factorX, factorY).pixels]).toEqual(expected);
  });

  it("keeps a flat picture flat to its edges, whatever the sizes", () => {
    const flat = { width: 1013, height: 611, channels: 1 as const, pixels: new Uint8Array(1013 * 611).fill(137) };
    const small = shrinkPicture(flat, 200, 200);
    expect([small.width, small.height]).toEqual([200, 121]);
    expect(new Set(small.pixels)).toEqual(new Set([137]));
  });

  it("leaves alone what fits", () => {
    const picture = ramp(16, 12);
    expect(shrinkPicture(picture, 200, 200)).toBe(picture);
  });
});
