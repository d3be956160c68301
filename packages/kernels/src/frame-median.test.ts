import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bracketValues } from "./bracket.ts";
import type { FrameInput } from "./frame-input.ts";
import { frameMedian } from "./frame-median.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { floatOfKey, type KeyDigits, keyDigit } from "./order-key.ts";
import { createPool, type KernelPool } from "./pool.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

let folder: string;
let frames: StoredFrames;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "frame-median-"));
  frames = new StoredFrames(folder);
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

function rowsOf(kind: string, width: number, height: number): Float32Array[] {
  const random = seededRandom(width);
  return Array.from({ length: height }, () => adversarialRows[kind](width, random));
}

async function expectedMedian(input: FrameInput, skipMissing = false): Promise<number> {
  const values = await pixelsOf(input);
  if (values.some(Number.isNaN) && !skipMissing) return Number.NaN;
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const sum = sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1];
  return (input.layout.bitpix === -64 ? sum : Math.fround(sum)) * 0.5;
}

describe("frameMedian", () => {
  it.each(Object.keys(adversarialRows))("is exact on %s, odd and even numbers of pixels", async (kind) => {
    for (const [width, height] of [
      [1, 1],
      [2, 1],
      [211, 151],
      [500, 400],
    ]) {
      const input = await frames.plain(rowsOf(kind, width, height), -32);
      expect(Object.is(await frameMedian(pool, { input }), (await expectedMedian(input)) + 0)).toBe(true);
    }
  });

  it("is exact where a sample of rows says nothing about the frame", async () => {
    const rows = rowsOf("sky", 301, 401).map((row, y) => row.map((value) => (y % 7 === 3 ? value - 1e6 : value * y)));
    const input = await frames.plain(rows, -32);
    expect(await frameMedian(pool, { input })).toBe(await expectedMedian(input));
  });

  it("is exact in float64, integers and every way of storing", async () => {
    const wide = Array.from({ length: 160 }, (_, y) =>
      Float64Array.from({ length: 211 }, (_, x) => 1e9 + x * y + 1 / 3),
    );
    const inputs = [
      await frames.plain(wide, -64),
      await frames.plain(
        wide.map((row) => row.fill(0.1)),
        -64,
      ),
      await frames.riceFloats(rowsOf("sky", 211, 160)),
      await frames.oddTiles(rowsOf("sky", 211, 160), 64, 77),
      await frames.riceIntegers(rowsOf("integers", 211, 160), 2, 32768),
    ];
    for (const input of inputs) expect(await frameMedian(pool, { input })).toBe(await expectedMedian(input));
  });

  it("is NaN when a single pixel is, also where values repeat", async () => {
    for (const kind of ["sky", "constant"]) {
      const rows = rowsOf(kind, 300, 300);
      rows[299][299] = Number.NaN;
      const input = await frames.plain(rows, -32);
      expect(await frameMedian(pool, { input })).toBeNaN();
    }
  });
});

describe("frameMedian of the values that exist", () => {
  const holed = (kind: string, isHole: (x: number, y: number) => boolean, width = 211, height = 151) =>
    rowsOf(kind, width, height).map((row, y) => row.map((value, x) => (isHole(x, y) ? Number.NaN : value)));

  it.each(["sky", "constant", "integers", "holes", "any bits"])(
    "is exact on %s with holes, odd and even",
    async (kind) => {
      for (const [width, height] of [
        [211, 151],
        [300, 400],
      ]) {
        const frames32 = await frames.plain(
          holed(kind, (x, y) => (x * y) % 5 === 3, width, height),
          -32,
        );
        const expected = await expectedMedian(frames32, true);
        expect(Object.is(await frameMedian(pool, { input: frames32, skipMissing: true }), expected + 0)).toBe(true);
      }
    },
  );

  it("is exact in float64, and in tiles with nulls", async () => {
    const wide = holed("sky", (x, y) => x < 50 || y === 7).map((row) => Float64Array.from(row));
    for (const input of [await frames.plain(wide, -64), await frames.riceFloats(holed("sky", (x) => x === 3))]) {
      expect(await frameMedian(pool, { input, skipMissing: true })).toBe(await expectedMedian(input, true));
    }
  });

  it("is NaN only where there is none", async () => {
    const empty = await frames.plain(
      holed("sky", () => true),
      -32,
    );
    expect(await frameMedian(pool, { input: empty, skipMissing: true })).toBeNaN();
    const one = await frames.plain(
      holed("sky", (x, y) => x + y > 0),
      -32,
    );
    expect(await frameMedian(pool, { input: one, skipMissing: true })).toBe((await pixelsOf(one))[0]);
  });
});

describe("gatherBracket", () => {
  const kernels = new Kernels(kernelModule());

  it.each(Object.entries(adversarialRows))("equals its twin on %s", (_, make) => {
    const random = seededRandom(1);
    for (let width = 1; width < 40; width++) {
      const row = make(width, random);
      const [low, high] = [row[0] || 0, row[width >> 1] || 0].sort((a, b) => a - b);
      kernels.reset();
      const target = kernels.allocate(width * 4 + 16);
      const count = kernels.exports.gatherBracket(kernels.put(row), width, low, high, target);
      const expected = bracketValues(row, low, high);
      expect(kernels.floats(target, count)).toEqual(expected.inside);
      expect(kernels.exports.bracketBelow.value).toBe(expected.below);
      expect(Boolean(kernels.exports.bracketHasNaN.value)).toBe(expected.missing > 0);
    }
  });
});

it.each<[string, KeyDigits, (random: () => number) => number]>([
  ["float32", 2, (random) => adversarialRows["any bits"](1, random)[0] || 0],
  ["float64", 4, (random) => (random() - 0.5) * 10 ** (600 * random() - 300)],
])("the key of a %s keeps order and value", (_, digits, make) => {
  const random = seededRandom(1);
  const keyOf = (value: number) => Array.from({ length: digits }, (_, index) => keyDigit(value, digits, index));
  const compare = (a: number[], b: number[]) => a.map((digit, i) => digit - b[i]).find((step) => step !== 0) ?? 0;
  for (let i = 0; i < 2000; i++) {
    const [a, b] = [make(random), make(random)];
    expect(floatOfKey(keyOf(a))).toBe(a);
    expect(Math.sign(compare(keyOf(a), keyOf(b)))).toBe(Math.sign(a === b ? 0 : a - b));
  }
});
