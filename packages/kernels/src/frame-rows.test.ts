import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FrameInput } from "./frame-input.ts";
import { FrameRows } from "./frame-rows.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

const kernels = new Kernels(kernelModule());
let folder: string;
let frames: StoredFrames;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rows-"));
  frames = new StoredFrames(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const [width, height] = [101, 17];
const random = seededRandom(1);
const rowsOf = (kind: string) => Array.from({ length: height }, () => adversarialRows[kind](width, random));
const small = () => rowsOf("integers").map((row) => row.map((value) => value * 9));

const stored: [string, () => Promise<FrameInput>][] = [
  ["Rice floats", () => frames.riceFloats(rowsOf("sky"))],
  ["Rice floats with holes", () => frames.riceFloats(rowsOf("holes"))],
  ["rows that could not be quantised", () => frames.riceFloats(rowsOf("infinities"))],
  ["Rice doubles", () => frames.riceDoubles(rowsOf("sky").map((row) => Float64Array.from(row, (v) => v / 3)))],
  [
    "Rice doubles with holes",
    () => frames.riceDoubles(rowsOf("holes").map((row) => Float64Array.from(row, (v) => v / 3))),
  ],
  ["dithered floats", () => frames.ditheredFloats(rowsOf("holes"), "SUBTRACTIVE_DITHER_2")],
  ["bytes", () => frames.riceIntegers(small(), 1)],
  ["unsigned shorts with a blank", () => frames.riceIntegers(small(), 2, 32768, 9)],
  ["integers with a blank", () => frames.riceIntegers(small(), 4, 0, 18)],
  ["odd tiles", () => frames.oddTiles(rowsOf("sky"), 30, 4)],
];

it.each(stored)("gives %s as the plain reader does, in full precision and in float32", async (_, make) => {
  const input = await make();
  const pixels = await pixelsOf(input);
  const expected = (y: number, columns: number) => pixels.slice(y * width, y * width + columns);
  for (const columns of [width, 40]) {
    kernels.reset();
    const rows = new FrameRows(kernels, input, columns, 3, height);
    const target = kernels.allocate(columns * 4 + 16);
    for (let y = 3; y < height; y++) {
      expect(Float64Array.from(rows.readFloat64(y))).toEqual(expected(y, columns));
      rows.readFloat32(y, target);
      expect(Float32Array.from(kernels.floats(target, columns))).toEqual(Float32Array.from(expected(y, columns)));
    }
  }
});
