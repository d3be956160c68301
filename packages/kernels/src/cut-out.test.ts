import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rectangle, TiledStorage } from "@datalab/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutOut } from "./cut-out.ts";
import type { FrameInput } from "./frame-input.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { seededRandom } from "./random-pixels.fixture.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

let folder: string;
let frames: StoredFrames;
const kernels = new Kernels(kernelModule());
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cut-out-"));
  frames = new StoredFrames(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const random = seededRandom(3);
const [width, height] = [90, 70];
const rows = Array.from({ length: height }, () => Float32Array.from({ length: width }, () => 100 + 50 * random()));

async function expectedOf(input: FrameInput, { x0, y0, x1, y1 }: Rectangle): Promise<number[]> {
  const pixels = await pixelsOf(input);
  const lines = Array.from({ length: y1 - y0 }, (_, y) => [
    ...pixels.subarray((y0 + y) * width + x0, (y0 + y) * width + x1),
  ]);
  return lines.flat().map(Math.fround);
}

describe("cut-out of a frame", () => {
  it.each([
    ["Rice rows", () => frames.riceFloats(rows)],
    ["gzip rows", () => frames.gzipFloats(rows)],
    ["tiles", () => frames.oddTiles(rows, 32, 24)],
    ["plain floats", () => frames.plain(rows, -32)],
    [
      "plain integers",
      () =>
        frames.plain(
          rows.map((row) => row.map(Math.round)),
          16,
        ),
    ],
  ])("has the frame's pixels: %s", async (_, store) => {
    const input = await store();
    for (const rectangle of [
      { x0: 0, y0: 0, x1: width, y1: height },
      { x0: 33, y0: 25, x1: 62, y1: 47 },
      { x0: 31, y0: 23, x1: 90, y1: 70 },
      { x0: 89, y0: 69, x1: 90, y1: 70 },
    ]) {
      expect([...cutOut(kernels, input, rectangle)]).toEqual(await expectedOf(input, rectangle));
    }
  });

  it("decodes only the tiles it touches, and leaves the memory as it was", async () => {
    const input = await frames.oddTiles(rows, 32, 24);
    const storage = input.layout.storage as TiledStorage;
    // Left of the middle tile, right of it, below and above.
    for (const tile of [0, 1, 2, 3, 5, 6, 7, 8]) storage.length[tile] = 1;
    const mark = kernels.mark();
    expect(cutOut(kernels, input, { x0: 32, y0: 24, x1: 64, y1: 48 })).toHaveLength(32 * 24);
    expect(kernels.mark()).toBe(mark);
    expect(() => cutOut(kernels, input, { x0: 31, y0: 24, x1: 64, y1: 48 })).toThrow(/damaged|too early|ends/);
  });
});
