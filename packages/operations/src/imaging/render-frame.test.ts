import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type NewHdu, writeFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { readSci } from "../../test/read-sci.ts";
import { scratchFolder } from "../../test/run-operation.ts";
import { type FrameRendering, frameJpeg, writeFrameTiff } from "./render-frame.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

type Image = Omit<Extract<NewHdu, { kind: "image" }>, "kind">;

async function stored(image: Image) {
  const path = join(await scratchFolder(), "frame.fits");
  await writeFits(path, [{ kind: "primary" }, { kind: "image", name: "SCI", ...image }]);
  return { path, layout: (await readSci(path)).layout };
}

async function tiffOf(image: Image, limits: FrameRendering = {}): Promise<Buffer> {
  const input = await stored(image);
  const path = `${input.path}.tif`;
  await writeFrameTiff(pool, input, path, limits);
  return readFile(path);
}

/** The grey pixels of the TIFF, top row first. */
async function drawn(image: Image, limits: FrameRendering = {}): Promise<number[]> {
  const { data, info } = await sharp(await tiffOf(image, limits))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height, info.channels]).toEqual([image.width, image.height, 3]);
  const [red, green, blue] = [0, 1, 2].map((part) => [...data].filter((_, i) => i % 3 === part));
  expect(green).toEqual(red);
  expect(blue).toEqual(red);
  return red;
}

const row = (...values: number[]) => ({ width: values.length, height: 1, pixels: Float32Array.from(values) });

describe("the limits of a picture", () => {
  const values = row(0, 50, 100, 200, 401, 800);

  it("are the ones given, 0 too when the other is not", async () => {
    expect(await drawn(values, { zmin: 100, zmax: 400 })).toEqual([0, 0, 0, 164, 255, 255]);
    expect(await drawn(values, { zmin: 0, zmax: 800 })).toEqual([0, 84, 111, 147, 194, 255]);
  });

  it("are found where both are 0 or absent", async () => {
    const found = await drawn(values);
    expect(await drawn(values, { zmin: 0, zmax: 0 })).toEqual(found);
    expect(await drawn(values, { zmin: null, zmax: null })).toEqual(found);
    expect(await drawn(values, { zmin: 0, zmax: null })).toEqual(found);
  });

  it("are found where one is absent and the other is not (D64)", async () => {
    const many = { width: 50, height: 60, pixels: Float32Array.from({ length: 3000 }, (_, i) => i) };
    const darkest = await drawn(many, { zmin: 5, zmax: null });
    expect(darkest).toEqual(await drawn(many, { zmin: 5, zmax: 2999 }));
    const brightest = await drawn(many, { zmin: null, zmax: 2000 });
    expect(brightest).toEqual(await drawn(many, { zmin: 1500, zmax: 2000 }));
    expect(brightest).not.toEqual(darkest);
  });

  it("are swapped where they are the wrong way round, and pulled apart where they are equal", async () => {
    expect(await drawn(values, { zmin: 400, zmax: 100 })).toEqual([0, 0, 0, 164, 255, 255]);
    expect(await drawn(values, { zmin: 100, zmax: 100 })).toEqual([0, 0, 194, 255, 255, 255]);
  });
});

describe("a frame's picture", () => {
  it("draws the specification's image S1", async () => {
    const [width, height] = [120, 100];
    const pixels = Float32Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return 1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + (x % 40 === 20 && y % 30 === 15 ? 20000 : 0);
    });
    const picture = await drawn({ width, height, pixels });
    const ofRow = (y: number) => picture.slice((height - 1 - y) * width, (height - 1 - y) * width + 8);
    expect(ofRow(0)).toEqual([0, 0, 53, 0, 27, 63, 0, 43]);
    expect(ofRow(50)).toEqual([0, 36, 67, 0, 48, 0, 0, 60]);
    expect(picture.reduce((sum, value) => sum + value, 0) / picture.length).toBeCloseTo(24.24225, 9);
  });

  it.each([
    ["8-bit", Uint8Array.of(0, 50, 100, 200)],
    ["signed 8-bit", Int8Array.of(0, 50, 100, 120)],
    ["16-bit", Int16Array.of(-5, 50, 100, 200)],
    ["unsigned 16-bit", Uint16Array.of(0, 50, 100, 60_000)],
    ["32-bit", Int32Array.of(-2_000_000_000, 50, 100, 200)],
    ["unsigned 32-bit", Uint32Array.of(0, 50, 100, 4_000_000_000)],
    ["64-bit", BigInt64Array.of(0n, 50n, 100n, 2n ** 62n)],
    ["float32", Float32Array.of(-1e38, 50, 100, Number.POSITIVE_INFINITY)],
    ["float64", Float64Array.of(-1e300, 50, 100, 1e300)],
  ])("draws %s pixels", async (_, pixels) => {
    const picture = await drawn({ width: 4, height: 1, pixels }, { zmin: 0, zmax: 100 });
    expect(picture).toEqual([0, 193, 255, 255]);
  });

  it.each([
    ["one pixel", 1, 1],
    ["one row", 300, 1],
    ["one column", 1, 300],
    ["a few pixels", 3, 2],
  ])("draws %s, whatever its values", async (_, width, height) => {
    const filled = (value: (i: number) => number) => Float32Array.from({ length: width * height }, (_, i) => value(i));
    const drawings = [
      filled((i) => i),
      filled(() => 7),
      filled(() => Number.NaN),
      filled((i) => (i % 2 ? Number.NaN : 1e30)),
      filled(() => Number.NEGATIVE_INFINITY),
    ];
    for (const pixels of drawings) {
      const input = await stored({ width, height, pixels });
      const jpeg = await sharp(await frameJpeg(pool, input)).metadata();
      expect([jpeg.width, jpeg.height, jpeg.channels, jpeg.isProgressive]).toEqual([width, height, 1, false]);
      const picture = await drawn({ width, height, pixels });
      pixels.forEach((value, i) => {
        if (Number.isNaN(value)) expect(picture[(height - 1 - Math.floor(i / width)) * width + (i % width)]).toBe(0);
      });
    }
  });

  it("shrinks what is longer than a JPEG can be", async () => {
    const input = await stored({ width: 70_000, height: 2, pixels: new Uint8Array(140_000).fill(9) });
    const { width, height } = await sharp(await frameJpeg(pool, input)).metadata();
    expect([width, height]).toEqual([65_500, 2]);
  });

  it("writes a TIFF of 8-bit red, green and blue, contiguous and not compressed", async () => {
    const bytes = await tiffOf(row(1, 2, 3));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    expect(String.fromCharCode(bytes[0], bytes[1])).toBe("II");
    const directory = view.getUint32(4, true);
    const tags = new Map<number, number>();
    for (let entry = 0; entry < view.getUint16(directory, true); entry++) {
      const at = directory + 2 + 12 * entry;
      tags.set(view.getUint16(at, true), view.getUint16(at + 8, true));
    }
    const [width, height, compression, photometric, samples, planar] = [256, 257, 259, 262, 277, 284];
    const wanted = [width, height, compression, photometric, samples, planar].map((tag) => tags.get(tag));
    expect(wanted).toEqual([3, 1, 1, 2, 3, 1]);
  });

  it("stops when cancelled", async () => {
    const rendering = frameJpeg(pool, await stored(row(1, 2, 3)), { signal: AbortSignal.abort() });
    await expect(rendering).rejects.toMatchObject({ kind: "cancelled" });
  });
});
