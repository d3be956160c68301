import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EncodedTile, encodeTile } from "@datalab/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CombineSummary } from "./collect-chunks.ts";
import { type CombineOptions, combineFrames } from "./combine-frames.ts";
import type { FrameInput } from "./frame-input.ts";
import { medianOfPlanes } from "./median.ts";
import { createPool, type KernelPool } from "./pool.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { sampleFrame } from "./sample-frame.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

let folder: string;
let frames: StoredFrames;
const pools: Record<number, KernelPool> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "combine-"));
  frames = new StoredFrames(folder);
  for (const threads of [1, 4]) pools[threads] = createPool({ threads });
});
afterAll(async () => {
  await Promise.all(Object.values(pools).map((pool) => pool.close()));
  await rm(folder, { recursive: true });
});

const [width, height] = [211, 150];

function rowsOf(kind: keyof typeof adversarialRows, seed: number, columns = width, lines = height): Float32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: lines }, () => adversarialRows[kind](columns, random));
}

async function combine(inputs: FrameInput[], options: Partial<CombineOptions> = {}, threads = 4) {
  const rows: EncodedTile[] = [];
  const summary: CombineSummary = await combineFrames(pools[threads], {
    inputs,
    width,
    height,
    reduce: "median",
    output: "float32",
    quantizeLevel: 16,
    async onRows(encoded) {
      expect(encoded.y0).toBe(rows.length);
      rows.push(...encoded.rows.map((row) => ({ ...row, data: Uint8Array.from(row.data) })));
    },
    ...options,
  });
  return { rows, summary };
}

/** The same by the plain readers and codecs, whole frames at once. */
async function expectedRows(
  inputs: FrameInput[],
  Pixels: typeof Float32Array | typeof Float64Array,
): Promise<EncodedTile[]> {
  const planes = await Promise.all(inputs.map(async (input) => ({ input, pixels: await pixelsOf(input) })));
  return Array.from({ length: height }, (_, y) => {
    const row = new Pixels(width);
    medianOfPlanes(
      planes.map(({ input, pixels }) => Pixels.from(pixels.subarray(y * input.layout.width).subarray(0, width))),
      row,
    );
    const tile = encodeTile(row, 16);
    return { ...tile, data: Uint8Array.from(tile.data) };
  });
}

describe("combineFrames", () => {
  it.each(["sky with stars", "holes", "constant", "infinities", "mostly constant"])(
    "equals whole frames in TypeScript on %s, with 1 and 4 threads",
    async (kind) => {
      const inputs = await Promise.all([1, 2, 3, 4].map((seed) => frames.riceFloats(rowsOf(kind, seed))));
      const expected = await expectedRows(inputs, Float32Array);
      for (const threads of [1, 4]) {
        const { rows, summary } = await combine(inputs, {}, threads);
        expect(rows).toEqual(expected);
        expect(summary.hasNulls).toBe(expected.some((row) => row.hasNulls));
      }
    },
  );

  it("reads every way of storing pixels, of any size not smaller than the result", async () => {
    const inputs = [
      await frames.ditheredFloats(rowsOf("sky", 1, width + 5, height + 1), "SUBTRACTIVE_DITHER_1"),
      await frames.ditheredFloats(rowsOf("mostly constant", 2), "SUBTRACTIVE_DITHER_2"),
      await frames.gzipFloats(rowsOf("sky", 3)),
      await frames.oddTiles(rowsOf("sky", 4), 64, 7),
      await frames.oddTiles(rowsOf("sky", 5), width, height),
      await frames.riceIntegers(rowsOf("integers", 6), 2, 32768),
      await frames.riceIntegers(rowsOf("integers", 7), 1, 0, 5),
      await frames.riceIntegers(rowsOf("integers", 8), 4),
      await frames.plain(rowsOf("sky", 9, width + 3), -32),
      await frames.plain(rowsOf("integers", 10), 16),
      await frames.plain(rowsOf("integers", 11), 8),
    ];
    for (const input of inputs) {
      const pair = [input, inputs[0]];
      expect((await combine(pair)).rows).toEqual(await expectedRows(pair, Float32Array));
    }
    expect((await combine(inputs)).rows).toEqual(await expectedRows(inputs, Float32Array));
  });

  it("combines wide integers and float64 without rounding to float32", async () => {
    const wide = Array.from({ length: height }, (_, y) =>
      Float64Array.from({ length: width }, (_, x) => 1e9 + x * y + 1 / 3),
    );
    const inputs = [
      await frames.plain(wide, -64),
      await frames.plain(wide, 32),
      await frames.riceIntegers(rowsOf("integers", 1), 4),
    ];
    const { rows } = await combine(inputs, { output: "float64" });
    expect(rows).toEqual(await expectedRows(inputs, Float64Array));
  });

  it("takes more inputs than a cache holds", async () => {
    const inputs = await Promise.all(Array.from({ length: 60 }, (_, k) => frames.riceFloats(rowsOf("sky", k))));
    expect((await combine(inputs)).rows).toEqual(await expectedRows(inputs, Float32Array));
  });

  it("gathers the samples that reading the written file would give", async () => {
    const inputs = await Promise.all([1, 2].map((seed) => frames.riceFloats(rowsOf("holes", seed))));
    for (const sampleStride of [1, 15, 1000]) {
      const { rows, summary } = await combine(inputs, { sampleStride });
      const written = await writtenFrame(rows);
      expect(summary.samples).toEqual(await sampleFrame(pools[4], { input: written, stride: sampleStride }));
      const pixels = await pixelsOf(written);
      expect([...summary.samples]).toEqual(
        [...pixels].filter((value, i) => i >= sampleStride && i % sampleStride === 0 && Number.isFinite(value)),
      );
    }
  });

  it("waits for onRows and stops when it fails", async () => {
    const inputs = [await frames.riceFloats(rowsOf("sky", 1)), await frames.riceFloats(rowsOf("sky", 2))];
    let calls = 0;
    const failing = combine(inputs, {
      async onRows() {
        calls++;
        throw new Error("disk full");
      },
    });
    await expect(failing).rejects.toThrow("disk full");
    expect(calls).toBe(1);
  });

  it("is cancelled by its signal", async () => {
    const inputs = [await frames.riceFloats(rowsOf("sky", 1)), await frames.riceFloats(rowsOf("sky", 2))];
    const controller = new AbortController();
    const running = combine(inputs, { signal: controller.signal, onRows: async () => controller.abort() });
    await expect(running).rejects.toMatchObject({ kind: "cancelled", code: "kernels.cancelled" });
  });

  it("answers damaged, short, missing and small frames with their own errors", async () => {
    const good = await frames.riceFloats(rowsOf("sky", 1));
    const bytes = await readFile(good.path);
    const variant = async (name: string, changed: Uint8Array) => {
      await writeFile(join(folder, name), changed);
      return { ...good, path: join(folder, name) };
    };
    const zeroed = await variant(
      "zeroed",
      bytes.map((byte, i) => (i > 5000 && i < 9000 ? 0xff : byte)),
    );
    const short = await variant("short", bytes.subarray(0, bytes.length - 400));
    await expect(combine([good, zeroed])).rejects.toMatchObject({ kind: "invalid", code: "fits.tile_corrupt" });
    await expect(combine([good, short])).rejects.toMatchObject({ kind: "invalid", code: "fits.truncated" });
    await expect(combine([good, { ...good, path: "/nowhere" }])).rejects.toMatchObject({
      code: "kernels.file_unreadable",
    });
    await expect(combine([good], { width: width + 1 })).rejects.toMatchObject({ code: "kernels.frame_too_small" });
  });
});

async function writtenFrame(rows: EncodedTile[]): Promise<FrameInput> {
  const path = join(folder, `written-${Math.random()}`);
  await writeFile(path, Buffer.concat(rows.map(({ data }) => data)));
  const { layout } = await frames.riceFloats(rowsOf("sky", 1));
  let end = 0;
  const offset = Float64Array.from(rows, ({ data }) => {
    end += data.length;
    return end - data.length;
  });
  if (layout.storage.kind !== "tiles") throw new Error("not tiled");
  const storage = {
    ...layout.storage,
    offset,
    length: Uint32Array.from(rows, ({ data }) => data.length),
    fallback: Uint8Array.from(rows, ({ fallback }) => Number(fallback)),
    scale: Float64Array.from(rows, ({ scale }) => scale),
    zero: Float64Array.from(rows, ({ zero }) => zero),
  };
  return { path, layout: { ...layout, storage } };
}
