import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileSource, imageLayout, openFits, readRows, readTable } from "@datalab/fits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { benchFrame } from "./bench-frame.ts";
import { type SmallFrameOptions, smallFrame } from "./small-frame.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "small-frame-"));
});
afterEach(() => rm(dir, { recursive: true }));

async function read(path: string, name = "SCI") {
  const source = await fileSource(path);
  const file = await openFits(source);
  const image = file.find(name)!;
  const layout = await imageLayout(file, image);
  const pixels = await readRows(file, layout, 0, layout.height);
  const table = file.find("CAT") ? await readTable(file, file.find("CAT")!) : undefined;
  await source.close();
  return { image, layout, pixels, table };
}

describe("smallFrame", () => {
  it.each<[string, SmallFrameOptions]>([
    ["bytes", { bitpix: 8 }],
    ["16-bit integers", { bitpix: 16 }],
    ["unsigned 16-bit integers", { bitpix: 16, unsigned: true, value: (x) => 40_000 + x }],
    ["32-bit integers", { bitpix: 32, value: (x) => -1e6 * x }],
    ["unsigned 32-bit integers", { bitpix: 32, unsigned: true, value: (x) => 3e9 + x }],
    ["plain floats", { compressed: false, missing: [[2, 1]] }],
    ["plain doubles", { compressed: false, bitpix: -64, width: 5, height: 3 }],
    ["floats without noise, which are stored as they are", { value: () => 7.25 }],
  ])("holds %s exactly", async (_what, options) => {
    const frame = await smallFrame(join(dir, "frame.fits"), options);
    const { pixels, layout } = await read(frame.path);
    expect([layout.width, layout.height]).toEqual([frame.width, frame.height]);
    expect([...pixels]).toEqual(Array.from(frame.pixels, Number));
  });

  it.each([true, false])("holds floats within half a step (dither %s) and keeps missing ones", async (dither) => {
    const frame = await smallFrame(join(dir, "frame.fits"), { width: 40, dither, missing: [[3, 2]] });
    const { pixels, layout } = await read(frame.path);
    if (layout.storage.kind !== "tiles") throw new Error("not compressed");
    const { scale } = layout.storage;
    expect(layout.storage.quantize).toBe(dither ? "SUBTRACTIVE_DITHER_1" : "NO_DITHER");
    const missing = [...pixels].flatMap((value, index) => (Number.isNaN(value) ? [index] : []));
    expect(missing).toEqual([2 * 40 + 3]);
    pixels.forEach((value, index) => {
      if (Number.isNaN(value)) return;
      expect(Math.abs(value - frame.pixels[index]!)).toBeLessThan(0.51 * scale[Math.floor(index / 40)]!);
    });
  });

  it("is the same for the same options and another for another seed", async () => {
    const [one, same, other] = await Promise.all([
      smallFrame(join(dir, "1"), { seed: 3 }),
      smallFrame(join(dir, "2"), { seed: 3 }),
      smallFrame(join(dir, "3"), { seed: 4 }),
    ]);
    expect((await readFile(one.path)).equals(await readFile(same.path))).toBe(true);
    expect(other.pixels).not.toEqual(one.pixels);
    expect(new Set(one.pixels).size).toBe(one.pixels.length);
  });

  it("has a WCS, a catalogue and another name when asked", async () => {
    const plain = await smallFrame(join(dir, "plain.fits"));
    expect((await read(plain.path)).image.header.has("CTYPE1")).toBe(false);
    const { path } = await smallFrame(join(dir, "full.fits"), { wcs: true, cat: true, name: "ERR" });
    const { image, table } = await read(path, "ERR");
    expect(image.header.string("CTYPE1")).toBe("RA---TAN");
    expect([...table!.numbers("flux")!]).toEqual([9000, 4000, 1000]);
  });
});

describe("benchFrame", () => {
  it("has the sky, the noise and the storage of the recipe, and other noise for another seed", async () => {
    await benchFrame(join(dir, "1"), { size: 256 });
    await benchFrame(join(dir, "2"), { size: 256, seed: 2 });
    const [one, two] = await Promise.all([read(join(dir, "1")), read(join(dir, "2"))]);
    if (one.layout.storage.kind !== "tiles") throw new Error("not compressed");
    expect(one.layout.storage).toMatchObject({ codec: "RICE_1", quantize: "NO_DITHER", tileWidth: 256, tileHeight: 1 });
    expect(one.image.rawHeader.number("ZVAL3")).toBe(16);
    expect(one.table!.rows).toBeGreaterThan(10);
    const difference = Float64Array.from(one.pixels, (value, index) => value - two.pixels[index]!);
    const deviation = Math.sqrt(difference.reduce((sum, value) => sum + value * value, 0) / difference.length);
    expect(deviation / Math.SQRT2).toBeCloseTo(13, 0);
  });
});
