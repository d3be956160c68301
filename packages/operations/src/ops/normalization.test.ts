import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { type Image, noise, plainImage, storeImages } from "../../test/plain-images.ts";
import { readSci, worstExcess } from "../../test/read-sci.ts";
import { runOperation } from "../../test/run-operation.ts";
import type { Execution } from "../execute.ts";
import type { OperationResult } from "../operation-result.ts";
import normalization from "./normalization.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

async function normalise(
  images: Record<string, Image>,
  onOutput?: (partial: OperationResult) => void,
  changes: Partial<Execution> = {},
) {
  const input = { input_files: Object.keys(images).map((basename) => ({ basename })) };
  const run = await runOperation(normalization, input, await storeImages(images), pool, { onOutput, ...changes });
  return { ...run, image: (output = 0) => readSci(run.path("fits", output)) };
}

describe("Normalization", () => {
  it("divides each image by the median of all its pixels, in float32, and keeps its header", async () => {
    const { image, result } = await normalise({
      b: plainImage(31, 20, noise(2)),
      a: { width: 3, height: 1, pixels: Float32Array.of(1, 3, 8) },
    });
    expect([...(await image(0)).pixels]).toEqual([1 / 3, 1, 8 / 3].map(Math.fround));
    const values = [...plainImage(31, 20, noise(2)).pixels].sort((x, y) => x - y);
    const median = Math.fround((values[309] + values[310]) / 2);
    const written = await image(1);
    expect(worstExcess(written, plainImage(31, 20, (x, y) => Math.fround(noise(2)(x, y) / median)).pixels)).toBe(0);
    expect(written.layout.bitpix).toBe(-32);
    expect(written.primary.comments()).toEqual(["Datalab Normalization on b"]);
    expect(written.sci.header.history()).toEqual([
      "Datalab Normalization version 2: b",
      `Datalab Normalization median = ${median}`,
      "Datalab Normalization pixels that lack a value = 0",
    ]);
    expect(result.output_files.map(({ basename }) => basename.slice(64))).toEqual(["-1", "-2"]);
  });

  it("publishes one output after the other and is done after the last (D05)", async () => {
    const published: number[] = [];
    const images = { a: plainImage(20, 9, noise(1)), b: plainImage(20, 9, noise(2)), c: plainImage(20, 9, noise(3)) };
    const { progress } = await normalise(images, (partial) => published.push(partial.output_files.length));
    expect(published).toEqual([1, 2, 3]);
    expect(progress.filter(({ fraction }) => fraction === 1)).toEqual([progress.at(-1)]);
  });

  const holed = plainImage(9, 9, (x, y) => (x === 4 && y === 4 ? Number.NaN : 5 + x + y * y));

  it("divides by the median of the pixels that exist where others have no value, and says how many", async () => {
    const { image, result } = await normalise({ a: holed });
    const existing = [...holed.pixels].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    const median = (existing[39] + existing[40]) / 2;
    const written = await image();
    const expected = holed.pixels.map((value) => Math.fround(value / median));
    expect(
      worstExcess(
        { ...written, pixels: written.pixels.filter((_, i) => i !== 40) },
        expected.filter((_, i) => i !== 40),
      ),
    ).toBe(0);
    expect(written.pixels[40]).toBeNaN();
    expect(written.sci.header.history().slice(1)).toEqual([
      `Datalab Normalization median = ${median}`,
      "Datalab Normalization pixels that lack a value = 1",
    ]);
    expect(result.output_files[0].note).toBe("1 pixel has no value, because an image has none there.");
  });

  it("has no value anywhere for an image that lacks one, in parity mode, and says so", async () => {
    const { image } = await normalise({ a: holed }, undefined, { conventions: { parity: true, wcsToEdge: 0 } });
    const written = await image();
    expect(written.pixels.every(Number.isNaN)).toBe(true);
    expect(written.sci.header.history().slice(1)).toEqual([
      "Datalab Normalization median = none (pixels without a value)",
      "Datalab Normalization by the older service's conventions (PARITY)",
      "Datalab Normalization pixels that lack a value = 81",
    ]);
  });

  it("takes unsigned integers for what they are, and gives float64 for wide ones", async () => {
    const { image } = await normalise({
      a: { width: 3, height: 1, pixels: Uint16Array.of(0, 40000, 60000) },
      b: { width: 3, height: 1, pixels: Int32Array.of(1, 3, 2_000_000_001) },
    });
    expect([...(await image(0)).pixels]).toEqual([0, 1, 1.5]);
    expect((await image(0)).layout.bitpix).toBe(-32);
    expect([...(await image(1)).pixels]).toEqual([1 / 3, 1, 2_000_000_001 / 3]);
    expect((await image(1)).layout.bitpix).toBe(-64);
  });

  it("refuses an image whose median cannot divide it, by name, and keeps what is done", async () => {
    const published: number[] = [];
    const images = { a: plainImage(9, 9, noise(1)), b: plainImage(9, 9, (x) => x - 4) };
    const run = normalise(images, (partial) => published.push(partial.output_files.length));
    await expect(run).rejects.toMatchObject({
      kind: "invalid",
      message: "b cannot be normalised: its median is 0.",
    });
    expect(published).toEqual([1]);
    await expect(normalise({ a: plainImage(3, 3, () => Number.POSITIVE_INFINITY) })).rejects.toThrow(
      "a cannot be normalised: its median is infinite.",
    );
  });
});
