import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EncodedTile, encodeTile } from "@datalab/fits";
import { afterAll, beforeAll, expect, it } from "vitest";
import { combineFrames } from "./combine-frames.ts";
import type { FrameInput } from "./frame-input.ts";
import { createPool, type KernelPool } from "./pool.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { type Reduction, reducePlanes } from "./reduce.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

let folder: string;
let frames: StoredFrames;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reductions-"));
  frames = new StoredFrames(folder);
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const [width, height] = [77, 140];

function rowsOf(kind: string, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: height }, () => adversarialRows[kind](width, random));
}

async function combined(inputs: FrameInput[], reduce: Reduction, output: "float32" | "float64") {
  const rows: EncodedTile[] = [];
  await combineFrames(pool, {
    inputs,
    width,
    height,
    reduce,
    output,
    quantizeLevel: 16,
    async onRows(encoded) {
      rows.push(...encoded.rows.map((row) => ({ ...row, data: Uint8Array.from(row.data) })));
    },
  });
  return rows;
}

async function expected(inputs: FrameInput[], reduce: Reduction, output: "float32" | "float64") {
  const Pixels = output === "float32" ? Float32Array : Float64Array;
  const planes = await Promise.all(inputs.map(async (input) => Pixels.from(await pixelsOf(input))));
  const target = new Pixels(width * height);
  reducePlanes(reduce, planes, target);
  return Array.from({ length: height }, (_, y) => {
    const tile = encodeTile(target.subarray(y * width, (y + 1) * width), 16);
    return { ...tile, data: Uint8Array.from(tile.data) };
  });
}

const cases: [string, Reduction, number][] = [
  ["sum", "sum", 5],
  ["mean", "mean", 5],
  ["minimum", "minimum", 5],
  ["maximum", "maximum", 5],
  ["NaN-aware median", "nanMedian", 5],
  ["clipped mean", { clip: { low: 1.5, high: 1, iterations: 3 } }, 8],
  ["difference", "difference", 2],
  ["quotient", { divideBy: 3.3 }, 1],
];

it.each(cases)("combineFrames streams the %s in float32 and float64", async (_, reduce, count) => {
  const kinds = ["holes", "sky", "holes", "sky with stars"];
  const inputs = await Promise.all(
    Array.from({ length: count }, (_, k) => frames.riceFloats(rowsOf(kinds[k % kinds.length], k))),
  );
  for (const output of ["float32", "float64"] as const) {
    expect(await combined(inputs, reduce, output)).toEqual(await expected(inputs, reduce, output));
  }
});

it.each<[string, Reduction, (lacking: boolean[]) => boolean]>([
  ["lack a value of any image, of a sum", "sum", (lacking) => lacking.includes(true)],
  ["have no value, of a median", "median", (lacking) => lacking.includes(true)],
  ["have no value, of a NaN-aware median", "nanMedian", (lacking) => !lacking.includes(false)],
])("counts the pixels that %s", async (_, reduce, isMissing) => {
  const inputs = await Promise.all([3, 4, 5].map((seed) => frames.riceFloats(rowsOf("holes", seed))));
  const planes = await Promise.all(inputs.map(pixelsOf));
  const expected = planes[0].filter((_, i) => isMissing(planes.map((plane) => Number.isNaN(plane[i])))).length;
  expect(expected).toBeGreaterThan(0);
  for (const output of ["float32", "float64"] as const) {
    const summary = await combineFrames(pool, {
      ...{ inputs, width, height, reduce, output, quantizeLevel: 16 },
      onRows: async () => {},
    });
    expect(summary.missing).toBe(expected);
  }
});

it("sums 16-bit integers exactly in float64", async () => {
  const rows = rowsOf("integers", 1).map((row) => row.map((value) => value + 32000));
  const inputs = await Promise.all(Array.from({ length: 40 }, () => frames.riceIntegers(rows, 2, 32768)));
  expect(await combined(inputs, "sum", "float64")).toEqual(await expected(inputs, "sum", "float64"));
});
