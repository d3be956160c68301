import { createPool } from "@datalab/kernels";
import { afterAll, describe, expect, it } from "vitest";
import { type Image, noise, plainImage, storeImages } from "../../test/plain-images.ts";
import { readSci, worstExcess } from "../../test/read-sci.ts";
import { runOperation } from "../../test/run-operation.ts";
import type { OperationResult } from "../operation-result.ts";
import subtraction from "./subtraction.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

/** Subtracts the image called z from the others. */
async function subtract(images: Record<string, Image>, onOutput?: (partial: OperationResult) => void) {
  const input_files = Object.keys(images).flatMap((basename) => (basename === "z" ? [] : [{ basename }]));
  const input = { input_files, subtraction_file: [{ basename: "z" }] };
  const run = await runOperation(subtraction, input, await storeImages(images), pool, { onOutput });
  return { ...run, image: (output = 0) => readSci(run.path("fits", output)) };
}

const ramp = (width: number, height: number, factor: number) =>
  plainImage(width, height, (x, y) => factor * (1000 * y + x));

describe("Subtraction", () => {
  it("crops every pair to its own common lower left part", async () => {
    const { image, result } = await subtract({ a: ramp(12, 9, 3), b: ramp(40, 5, 4), z: ramp(20, 20, 1) });
    const [first, second] = [await image(0), await image(1)];
    expect([first.layout.width, first.layout.height]).toEqual([12, 9]);
    expect([second.layout.width, second.layout.height]).toEqual([20, 5]);
    expect(worstExcess(first, ramp(12, 9, 2).pixels)).toBe(0);
    expect(worstExcess(second, ramp(20, 5, 3).pixels)).toBe(0);
    expect(result.output_files.map(({ basename }) => basename.slice(64))).toEqual(["-1", "-2"]);
    expect(second.primary.comments()).toEqual(["Datalab Subtraction on b, z"]);
    expect(second.sci.header.history()).toEqual([
      "Datalab Subtraction version 2: b",
      "Datalab Subtraction subtraction_file = z",
      "Datalab Subtraction pixels that lack a value = 0",
    ]);
  });

  it("gives negative differences of unsigned images (D22), and float64 where a wide type is in the pair", async () => {
    const { image } = await subtract({
      a: { width: 3, height: 1, pixels: Uint16Array.of(3, 65535, 0) },
      b: { width: 3, height: 1, pixels: Float64Array.of(0.25, 1e9 + 0.5, 7) },
      z: { width: 3, height: 1, pixels: Uint16Array.of(6, 5, 65535) },
    });
    expect([...(await image(0)).pixels]).toEqual([-3, 65530, -65535]);
    expect((await image(0)).layout.bitpix).toBe(-32);
    expect([...(await image(1)).pixels]).toEqual([-5.75, 999_999_995.5, -65528]);
    expect((await image(1)).layout.bitpix).toBe(-64);
  });

  it("has no value where either image has none", async () => {
    const holed = (hole: number) =>
      plainImage(30, 2, (x, y) => (x === hole && y === 1 ? Number.NaN : noise(hole)(x, y)));
    const { image } = await subtract({ a: holed(4), z: holed(9) });
    const { pixels } = await image();
    expect([...pixels.keys()].filter((i) => Number.isNaN(pixels[i]))).toEqual([34, 39]);
  });

  it("publishes one output after the other, with progress that stays below 1 until the end (D06)", async () => {
    const published: number[] = [];
    const images = { a: ramp(20, 9, 3), b: ramp(20, 9, 4), c: ramp(20, 9, 5), z: ramp(20, 9, 1) };
    const { progress } = await subtract(images, (partial) => published.push(partial.output_files.length));
    expect(published).toEqual([1, 2, 3]);
    expect(Math.max(...progress.map(({ fraction }) => fraction))).toBe(1);
    expect(progress.filter(({ fraction }) => fraction === 1)).toEqual([progress.at(-1)]);
  });

  it("asks for exactly one image to subtract", async () => {
    const input = { input_files: [{ basename: "a" }], subtraction_file: [] };
    await expect(runOperation(subtraction, input, new Map(), pool)).rejects.toThrow(
      "Subtraction needs at least 1 Subtraction File file(s).",
    );
  });
});
