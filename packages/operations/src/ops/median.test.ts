import { join } from "node:path";
import { type NewHdu, valueCard, writeFits } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { readSci, worstExcess } from "../../test/read-sci.ts";
import { runOperation, scratchFolder } from "../../test/run-operation.ts";
import { resultKey } from "../result-key.ts";
import median from "./median.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

type Image = Omit<Extract<NewHdu, { kind: "image" }>, "kind">;

const image = (width: number, height: number, value: (x: number, y: number) => number): Image => ({
  width,
  height,
  pixels: Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
});

/** Runs Median on plain images called a, b, c … */
async function medianOf(images: Image[]) {
  const folder = await scratchFolder();
  const files = new Map<string, string>();
  for (const [index, content] of images.entries()) {
    const name = String.fromCharCode(97 + index);
    files.set(name, join(folder, `${name}.fits`));
    await writeFits(join(folder, `${name}.fits`), [{ kind: "primary" }, { kind: "image", name: "SCI", ...content }]);
  }
  const input = { input_files: [...files.keys()].map((basename) => ({ basename })) };
  const { path } = await runOperation(median, input, files, pool);
  return { key: resultKey(median, input), path, ...(await readSci(path("fits"))) };
}

const noise = (seed: number) => (x: number, y: number) => ((x * 7919 + y * 104729 + seed * 15485863) % 1009) / 8 + 500;

describe("Median", () => {
  it("takes the middle value of an odd number of images, and the mean of the middle two of an even number", async () => {
    const three = await medianOf([1, 2, 3].map((seed) => image(40, 6, noise(seed))));
    const four = await medianOf([1, 2, 3, 4].map((seed) => image(40, 6, noise(seed))));
    const expected = (seeds: number[]) =>
      Array.from({ length: 240 }, (_, i) => {
        const sorted = seeds.map((seed) => noise(seed)(i % 40, Math.floor(i / 40))).sort((a, b) => a - b);
        return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
      });
    expect(worstExcess(three, expected([1, 2, 3]))).toBe(0);
    expect(worstExcess(four, expected([1, 2, 3, 4]))).toBe(0);
  });

  it("crops images of different sizes to their common lower left part", async () => {
    const same = (width: number, height: number) => image(width, height, (x, y) => 1000 * y + x);
    const result = await medianOf([same(12, 9), same(15, 7), same(20, 20)]);
    expect([result.layout.width, result.layout.height]).toEqual([12, 7]);
    expect(worstExcess(result, same(12, 7).pixels as Float32Array)).toBe(0);
  });

  it("has no value where any image has none, and still draws its pictures (D20)", async () => {
    const hole = image(30, 20, (x, y) => (x === 4 && y === 3 ? Number.NaN : noise(1)(x, y)));
    const result = await medianOf([hole, image(30, 20, noise(2)), image(30, 20, noise(3))]);
    expect([...result.pixels.keys()].filter((i) => Number.isNaN(result.pixels[i]))).toEqual([3 * 30 + 4]);
    await expect(sharp(result.path("small")).metadata()).resolves.toMatchObject({
      format: "jpeg",
      width: 30,
      height: 20,
    });
  });

  it("works on images of a few pixels, and of none with a value (D20)", async () => {
    const tiny = await medianOf([image(2, 1, (x) => x), image(2, 1, (x) => x + 2)]);
    expect([...tiny.pixels]).toEqual([1, 2]);
    const empty = await medianOf([image(3, 3, () => Number.NaN), image(3, 3, () => 1)]);
    expect(empty.pixels.every(Number.isNaN)).toBe(true);
  });

  it("gives float32 for integers up to 16 bits and float64 where a wider type is among the images", async () => {
    const shorts = { width: 3, height: 2, pixels: Uint16Array.of(0, 1, 2, 3, 40000, 65535) };
    const other = { width: 3, height: 2, pixels: Uint8Array.of(1, 1, 2, 2, 0, 255) };
    const narrow = await medianOf([shorts, other]);
    expect(narrow.layout.bitpix).toBe(-32);
    expect([...narrow.pixels]).toEqual([0.5, 1, 2, 2.5, 20000, 32895]);
    const wide = await medianOf([{ width: 3, height: 2, pixels: Int32Array.of(0, 1, 2, 3, 4, 2147483647) }, shorts]);
    expect(wide.layout.bitpix).toBe(-64);
    expect([...wide.pixels]).toEqual([0, 1, 2, 3, 20002, 1073774591]);
  });

  it("keeps the first image's header, drops how it was stored, and says what was done", async () => {
    const first = { ...image(9, 9, noise(1)), cards: [valueCard("OBJECT", "M 31"), valueCard("BLANK", -1)] };
    const { key, primary, sci } = await medianOf([
      first,
      { ...image(9, 9, noise(2)), cards: [valueCard("GAIN", 1.5)] },
    ]);
    expect(primary.cards.map((card) => card.keyword)).toEqual([
      "SIMPLE",
      "BITPIX",
      "NAXIS",
      "EXTEND",
      "DLAB_KEY",
      "COMMENT",
    ]);
    expect(primary.string("DLAB_KEY")).toBe(key);
    expect(primary.comments()).toEqual(["Datalab Median on a, b"]);
    expect(sci.header.string("OBJECT")).toBe("M 31");
    expect(sci.header.has("GAIN")).toBe(false);
    expect(sci.header.has("BLANK")).toBe(false);
    expect(sci.header.history()).toEqual([
      "Datalab Median version 2: a, b",
      "Datalab Median pixels that lack a value = 0",
    ]);
  });

  it("gives each row the same whether few or many rows are computed", async () => {
    const tall = await medianOf([1, 2, 3, 4].map((seed) => image(64, 300, noise(seed))));
    const low = await medianOf([1, 2, 3, 4].map((seed) => image(64, 5, noise(seed))));
    expect([...tall.pixels.subarray(0, 64 * 5)]).toEqual([...low.pixels]);
  });

  it("draws the picture upright: the top row is the highest row of the image", async () => {
    const ramp = image(64, 64, (_, y) => y);
    const { path } = await medianOf([ramp, ramp]);
    const picture = await sharp(path("large")).toColourspace("b-w").raw().toBuffer();
    expect(picture[0]).toBeGreaterThan(picture[63 * 64]);
    await expect(sharp(path("large")).metadata()).resolves.toMatchObject({
      isProgressive: false,
      channels: 1,
      width: 64,
    });
  });
});
