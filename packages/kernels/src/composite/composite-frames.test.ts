import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Affine, bilinear } from "../bilinear.ts";
import type { FrameInput } from "../frame-input.ts";
import { createPool, type KernelPool } from "../pool.ts";
import { adversarialRows, seededRandom } from "../random-pixels.fixture.ts";
import { pixelsOf, StoredFrames } from "../stored-frame.fixture.ts";
import { addColour, type ColourSums, paintComposite } from "./composite.ts";
import { type CompositeChannel, compositeFrames } from "./composite-frames.ts";

let folder: string;
let frames: StoredFrames;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "composite-"));
  frames = new StoredFrames(folder);
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const random = seededRandom(9);
const rowsOf = (kind: string, width: number, height: number) =>
  Array.from({ length: height }, () => adversarialRows[kind](width, random));

/** Pixels [x0, x0 + width) × [y0, y0 + height) of a frame, aligned first. */
async function cut({ input, alignment }: CompositeChannel, x0: number, y0: number, width: number, height: number) {
  const { layout } = input;
  const own = Float32Array.from(await pixelsOf(input));
  const pixels = alignment ? bilinear(own, layout, layout, alignment) : own;
  return Float32Array.from({ length: width * height }, (_, i) => {
    return pixels[(y0 + Math.floor(i / width)) * layout.width + x0 + (i % width)];
  });
}

/** The picture by the plain twins, from whole frames. */
async function expectedPicture(channels: CompositeChannel[], width: number, height: number): Promise<Uint8Array> {
  const plane = () => new Float32Array(width * height);
  const sums: ColourSums = [plane(), plane(), plane()];
  for (const channel of channels) {
    const { layout } = channel.input;
    const [x0, y0] = [Math.floor((layout.width - width) / 2), Math.floor((layout.height - height) / 2)];
    addColour(await cut(channel, x0, y0, width, height), channel, channel.colour, sums);
  }
  const bytes = paintComposite(sums);
  return Uint8Array.from(bytes, (_, i) => {
    const y = Math.floor(i / (3 * width));
    return bytes[(height - 1 - y) * 3 * width + (i % (3 * width))];
  });
}

function turn(degrees: number, scale: number, shiftX: number, shiftY: number): Affine {
  const [a, b] = [scale * Math.cos((degrees * Math.PI) / 180), scale * Math.sin((degrees * Math.PI) / 180)];
  return [a, -b, shiftX, b, a, shiftY];
}

function worstDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

const channel = (input: FrameInput, rest: Partial<CompositeChannel> = {}): CompositeChannel => {
  return { input, colour: [1, 0.25, 0], zmin: 195, zmax: 215, ...rest };
};

describe("compositeFrames", () => {
  it("has the published values", async () => {
    const image = Array.from({ length: 300 }, (_, y) =>
      Float32Array.from({ length: 500 }, (_, x) => {
        const star = 20000 * Math.exp(-((x - 250) ** 2 + (y - 60) ** 2) / 50);
        return 1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + star;
      }),
    );
    const input = await frames.plain(image, -32);
    const channels = [
      { input, colour: [1, 0, 0] as const, zmin: 1000, zmax: 1100 },
      { input, colour: [0, 0.5, 1] as const, zmin: 1010, zmax: 2000 },
    ];
    const { pixels, ...rest } = await compositeFrames(pool, { channels });
    expect(rest).toEqual({ width: 500, height: 300, channels: 3 });
    const pixel = (row: number, column: number) => [...pixels.slice((row * 500 + column) * 3).subarray(0, 3)];
    expect(pixel(299, 1)).toEqual([171, 43, 60]);
    expect(pixel(299, 0)).toEqual([0, 0, 0]);
    expect(pixel(239, 250)).toEqual([255, 194, 255]);
    expect(pixel(0, 0)).toEqual([162, 43, 57]);
  });

  it("cuts frames of different sizes and kinds down around their centres; what has no value adds nothing", async () => {
    const channels = [
      channel(await frames.riceFloats(rowsOf("holes", 119, 140)), { zmin: 100, zmax: 101 }),
      channel(await frames.plain(rowsOf("sky", 130, 101), -64), { colour: [0, 0, 1] }),
      channel(await frames.oddTiles(rowsOf("sky", 121, 113), 50, 33), { colour: [0.1, 1, 0.5] }),
      channel(await frames.riceIntegers(rowsOf("integers", 120, 102), 2), { zmin: 3, zmax: 3 }),
    ];
    const progress: number[] = [];
    const { width, height, pixels } = await compositeFrames(pool, {
      channels,
      onProgress: (part) => progress.push(part),
    });
    expect([width, height]).toEqual([119, 101]);
    channels[3] = { ...channels[3], zmin: 2, zmax: 4 };
    expect(Uint8Array.from(pixels)).toEqual(await expectedPicture(channels, 119, 101));
    expect(progress.at(-1)).toBe(1);
  });

  it.each([
    ["a little", turn(0.7, 1.0003, -3.3, 4.8)],
    ["a little the other way", turn(-2, 0.999, 5.25, -7.5)],
    ["a quarter", turn(90, 1, 500.5, -20)],
    ["half", turn(180, 1, 301, 640)],
    ["askew, and shrunk", turn(37, 1.5, -60, 11)],
    ["not at all, but shifted by whole pixels", turn(0, 1, 17, -23)],
    ["out of sight", turn(0, 1, 5000.5, 0)],
    ["far above", turn(3, 1, 0, -5000)],
  ])("draws a frame turned %s as the whole frame would be", async (_, alignment) => {
    const channels = [
      channel(await frames.riceFloats(rowsOf("sky", 300, 620))),
      channel(await frames.plain(rowsOf("sky", 310, 640), -32), { colour: [0, 0.5, 1], alignment }),
    ];
    const { pixels } = await compositeFrames(pool, { channels });
    expect(worstDifference(pixels, await expectedPicture(channels, 300, 620))).toBeLessThanOrEqual(1);
  });

  it.each([
    [1, 1],
    [1, 9],
    [9, 1],
  ])("draws pictures of %i × %i", async (width, height) => {
    const channels = [channel(await frames.plain(rowsOf("sky", width, height), -32))];
    const { pixels } = await compositeFrames(pool, { channels });
    expect(Uint8Array.from(pixels)).toEqual(await expectedPicture(channels, width, height));
  });

  it("stops when cancelled", async () => {
    const channels = [channel(await frames.plain(rowsOf("sky", 50, 50), -32))];
    await expect(compositeFrames(pool, { channels, signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: "cancelled",
    });
  });
});
