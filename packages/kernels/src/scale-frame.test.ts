import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FrameInput } from "./frame-input.ts";
import { greyRow } from "./grey.ts";
import { createPool, type KernelPool } from "./pool.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { sampleFrame } from "./sample-frame.ts";
import { scaleFrame } from "./scale-frame.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

let folder: string;
let frames: StoredFrames;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scale-"));
  frames = new StoredFrames(folder);
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const [width, height] = [119, 140];
const holes = () => {
  const random = seededRandom(1);
  return Array.from({ length: height }, () => adversarialRows.holes(width, random));
};

async function expectedGrey(input: FrameInput, zmin: number, zmax: number): Promise<Uint8Array> {
  const pixels = await pixelsOf(input);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    greyRow(pixels.subarray(y * width, (y + 1) * width), zmin, zmax, grey.subarray((height - 1 - y) * width));
  }
  return grey;
}

describe("scaleFrame", () => {
  it.each([
    ["Rice floats", () => frames.riceFloats(holes())],
    ["Rice float64", () => frames.riceDoubles(holes().map((row) => Float64Array.from(row, (value) => value * 1.001)))],
    ["plain float64", () => frames.plain(holes(), -64)],
    [
      "tall tiles",
      () =>
        frames.oddTiles(
          holes().map((row) => row.map((value) => value || 0)),
          50,
          33,
        ),
    ],
  ])("paints %s with the highest row on top and NaN black", async (_, frame) => {
    const input = await frame();
    const { pixels: grey, channels, ...size } = await scaleFrame(pool, { input, zmin: 100.2, zmax: 100.9 });
    expect({ ...size, channels }).toEqual({ width, height, channels: 1 });
    expect(Uint8Array.from(grey)).toEqual(await expectedGrey(input, 100.2, 100.9));
    expect(grey.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it("pulls equal limits apart", async () => {
    const input = await frames.riceFloats(holes());
    const { pixels: grey } = await scaleFrame(pool, { input, zmin: 100, zmax: 100 });
    expect(Uint8Array.from(grey)).toEqual(await expectedGrey(input, 99, 101));
  });
});

describe("the published synthetic image", () => {
  const image = Array.from({ length: 100 }, (_, y) =>
    Float32Array.from({ length: 120 }, (_, x) => {
      const star = x % 40 === 20 && y % 30 === 15 ? 20000 : 0;
      return 1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + star;
    }),
  );

  it("has the published samples", async () => {
    const input = await frames.plain(image, -32);
    const samples = await sampleFrame(pool, { input, stride: 6 });
    expect(samples.length).toBe(1999);
    expect([Math.min(...samples), Math.max(...samples)]).toEqual([1000, 21086]);
    const counting = await frames.plain(
      Array.from({ length: 60 }, (_, y) => Float32Array.from({ length: 50 }, (_, x) => y * 50 + x)),
      -32,
    );
    const all = await sampleFrame(pool, { input: counting, stride: 1 });
    expect([all.length, ...all.slice(0, 3)]).toEqual([2999, 1, 2, 3]);
  });

  it("has the published pixels", async () => {
    const input = await frames.plain(image, -32);
    const { pixels: grey } = await scaleFrame(pool, { input, zmin: 1048, zmax: 2322.47467733868 });
    const row = (y: number) => [...grey.slice((99 - y) * 120, (99 - y) * 120 + 8)];
    expect([row(0), row(50), row(99)]).toContainEqual([0, 0, 53, 0, 27, 63, 0, 43]);
    expect([row(49), row(50)]).toContainEqual([0, 36, 67, 0, 48, 0, 0, 60]);
    expect(grey.reduce((sum, value) => sum + value, 0) / grey.length).toBeCloseTo(24.24225, 5);
  });
});
