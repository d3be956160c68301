import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeTile } from "@datalab/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FrameInput, FrameSize } from "../frame-input.ts";
import { kernelModule } from "../kernel-module.ts";
import { Kernels } from "../kernels.ts";
import { createPool, type KernelPool } from "../pool.ts";
import { adversarialRows, seededRandom } from "../random-pixels.fixture.ts";
import { pixelsOf, StoredFrames } from "../stored-frame.fixture.ts";
import { resample } from "./adaptive.ts";
import type { PlaneMap } from "./plane-map.ts";
import { planeMapOf, type ResampleMap, resampleMap } from "./resample-map.ts";
import { resampleRows } from "./resample-rows.ts";
import { encodeSum, resampleFrames } from "./stack-frames.ts";

const kernels = new Kernels(kernelModule());
let folder: string;
let frames: StoredFrames;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "resample-"));
  frames = new StoredFrames(folder);
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const [width, height] = [97, 83];
const output = { width: 110, height: 90 };

function rowsOf(kind: string, seed = 1): Float32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: height }, () => adversarialRows[kind](width, random));
}

function inWasm(input: FrameInput, map: ResampleMap, size: FrameSize = output): Float64Array {
  const result = new Float64Array(size.width * size.height);
  kernels.reset();
  resampleRows(kernels, { input, map }, { width: size.width, y0: 0, y1: size.height }, (y, address) => {
    result.set(kernels.doubles(address, size.width), y * size.width);
  });
  return result;
}

async function inTypeScript(input: FrameInput, map: PlaneMap, size: FrameSize = output): Promise<Float64Array> {
  return resample({ ...input.layout, pixels: await pixelsOf(input) }, map, size.width, 0, size.height);
}

/** Same holes, and values that differ by rounding only: relative to the largest value that weighs in. */
function expectSame(actual: Float64Array, expected: Float64Array, scale: number): void {
  expect(actual.map((value) => Number(Number.isNaN(value)))).toEqual(
    expected.map((value) => Number(Number.isNaN(value))),
  );
  const worst = actual.reduce((most, value, i) => {
    if (value === expected[i] || Number.isNaN(value)) return most;
    return Math.max(most, Math.abs(value - expected[i]));
  }, 0);
  expect(worst / scale).toBeLessThan(1e-9);
}

function affine(scaleX: number, scaleY: number, angle: number, shift: [number, number]): PlaneMap {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    const [u, v] = [scaleX * (x - output.width / 2), scaleY * (y - output.height / 2)];
    return [cos * u - sin * v + width / 2 + shift[0], sin * u + cos * v + height / 2 + shift[1]];
  };
}

const homographies: [string, PlaneMap][] = [
  ["a shift", affine(1, 1, 0, [0.31, -0.27])],
  ["a turn", affine(0.9, 0.9, 0.7, [1.13, 3.37])],
  ["half a turn", affine(1, 1, Math.PI, [0.21, 0.33])],
  ["a mirror", affine(-1, 1, 0.01, [0.21, 0.33])],
  ["a reduction", affine(2.3, 3.1, 0.4, [0.13, 0.41])],
  ["an enlargement", affine(0.3, 0.3, 0.2, [0.1, 0.2])],
  ["a squeeze beyond the recurrence", affine(19.7, 0.4, 0.1, [0.17, 0.39])],
  ["a tilt", (x, y) => [(x + 3.2131) / (1 + 1e-4 * x - 2e-4 * y), (0.9317 * y + 1.1713) / (1 + 1e-4 * x - 2e-4 * y)]],
  ["elsewhere", (x, y) => [x + 1e6, y - 1e6]],
];

const distortions: [string, PlaneMap][] = [
  ["a polynomial", (x, y) => [x + 2.2 + 1e-5 * x * y, y + 1.1 - 2e-7 * (x - 40) ** 3]],
  ["a wave", (x, y) => [x + 3 * Math.sin(y / 9) - 7.3, y + 2 * Math.cos(x / 7) - 4.7]],
  ["a hole", (x, y) => (Math.hypot(x - 50, y - 40) < 9 ? [Number.NaN, Number.NaN] : [x - 6.3, y - 2.2])],
];

describe("the fast forms of a map", () => {
  it.each(homographies)("%s is a homography", async (_, map) => {
    const fast = await resampleMap(map, output, { width, height });
    expect(fast.kind).toBe("homography");
    const [x, y] = planeMapOf(fast)(17, 61);
    expect(Math.hypot(x - map(17, 61)[0], y - map(17, 61)[1])).toBeLessThan(1e-7);
  });

  it.each(distortions)("%s is a grid", async (_, map) => {
    const fast = await resampleMap(map, output, { width, height });
    expect(fast.kind).toBe("grid");
    for (const [x, y] of [
      [-1, -1],
      [17, 61],
      [output.width, output.height],
    ]) {
      const [found, wanted] = [planeMapOf(fast)(x, y), map(x, y)];
      expect(Math.hypot(found[0] - wanted[0], found[1] - wanted[1])).toBeLessThan(2e-7);
    }
  });

  it("stops when cancelled", async () => {
    const making = resampleMap(distortions[0][1], output, { width, height }, AbortSignal.abort());
    await expect(making).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("gives up points behind the plane", () => {
    const behind = planeMapOf({ kind: "homography", matrix: [1, 0, 0, 0, 1, 0, -1, 0, 5] });
    expect(behind(4, 1)).toEqual([4, 1]);
    expect(behind(6, 1)).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("resampleRows", () => {
  it.each([...homographies, ...distortions])("equals its twin through %s", async (_, map) => {
    const input = await frames.plain(rowsOf("sky with stars"), -32);
    const fast = await resampleMap(map, output, input.layout);
    expectSame(inWasm(input, fast), await inTypeScript(input, planeMapOf(fast)), 60000);
  });

  it.each(Object.keys(adversarialRows))("equals its twin on %s", async (kind) => {
    const input = await frames.plain(rowsOf(kind), -32);
    const fast = await resampleMap(homographies[1][1], output, input.layout);
    const finite = (await pixelsOf(input)).filter(Number.isFinite);
    const scale = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
    expectSame(inWasm(input, fast), await inTypeScript(input, planeMapOf(fast)), scale);
  });

  it("gives what float64 images and all ways of storing hold", async () => {
    const wide = Array.from({ length: height }, (_, y) =>
      Float64Array.from({ length: width }, (_, x) => 1e9 + x * y + 1 / 3),
    );
    const inputs = [
      await frames.plain(wide, -64),
      await frames.plain(wide, 32),
      await frames.riceFloats(rowsOf("sky")),
      await frames.riceIntegers(rowsOf("integers"), 2),
      await frames.oddTiles(rowsOf("sky"), 30, 23),
    ];
    for (const input of inputs) {
      const fast = await resampleMap(homographies[1][1], output, input.layout);
      expectSame(inWasm(input, fast), await inTypeScript(input, planeMapOf(fast)), 1e9);
    }
  });

  it.each([...homographies, ...distortions])("gives the same in blocks through %s", async (_, map) => {
    const input = await frames.riceFloats(rowsOf("sky with stars"));
    const fast = await resampleMap(map, output, input.layout);
    const result = new Float64Array(output.width * output.height);
    kernels.reset();
    const rows = { width: output.width, y0: 0, y1: output.height, windowBytes: width * 4 * 30 };
    resampleRows(kernels, { input, map: fast }, rows, (y, address) => {
      result.set(kernels.doubles(address, output.width), y * output.width);
    });
    expectSame(result, inWasm(input, fast), 60000);
  });

  it("does tiny images and images without room for a box", async () => {
    for (const size of [1, 2, 3, 5, 6]) {
      const rows = rowsOf("sky")
        .slice(0, size)
        .map((row) => row.slice(0, size));
      const input = await frames.plain(rows, -32);
      const fast = await resampleMap((x, y) => [x + 0.3, y + 0.2], input.layout, input.layout);
      const result = inWasm(input, fast, input.layout);
      expectSame(result, await inTypeScript(input, planeMapOf(fast), input.layout), 1e3);
      expect(result.some((value) => !Number.isNaN(value))).toBe(size >= 5);
    }
  });

  it("spreads a single pixel as published and keeps its flux", async () => {
    const rows = Array.from({ length: 11 }, (_, y) =>
      Float32Array.from({ length: 11 }, (_, x) => Number(x === 5 && y === 5)),
    );
    const input = await frames.plain(rows, -32);
    const map: PlaneMap = (x, y) => [x - 0.3, y + 0.4];
    for (const result of [
      inWasm(input, await resampleMap(map, input.layout, input.layout), input.layout),
      await inTypeScript(input, map, input.layout),
    ]) {
      const row = (y: number) => [...result.slice(y * 11 + 4, y * 11 + 8)];
      const published = [
        0.03338503, 0.22176068, 0.13813425, 0.00806868, 0.04230029, 0.28098047, 0.17502212, 0.01022336,
      ];
      [...row(4), ...row(5)].forEach((value, i) => {
        expect(Math.abs(value - published[i])).toBeLessThan(1e-8);
      });
      result.forEach((value, i) => {
        const [x, y] = [i % 11, Math.floor(i / 11)];
        expect(Number.isNaN(value)).toBe(!(x >= 2 && x <= 9 && y >= 1 && y <= 8));
      });
    }
  });
});

describe("a stack of resampled frames", () => {
  const tall = { width: 61, height: 300 };
  const maps: PlaneMap[] = [homographies[1][1], distortions[0][1]];

  async function resampled(name: string, signal?: AbortSignal) {
    const inputs = [await frames.riceFloats(rowsOf("holes", 1)), await frames.riceFloats(rowsOf("sky", 2))];
    const mapOf = (input: FrameInput, k: number) => resampleMap(maps[k], tall, input.layout);
    const mapped = await Promise.all(inputs.map(async (input, k) => ({ input, map: await mapOf(input, k) })));
    const progress: number[] = [];
    const path = join(folder, name);
    const onProgress = (rows: number) => progress.push(rows);
    const stack = await resampleFrames(pool, { ...tall, frames: mapped, path, onProgress, signal });
    return { each: mapped.map(({ input, map }) => inWasm(input, map, tall)), progress, ...stack };
  }

  it("adds the frames with NaN as 0, and footprints tell where they have values", async () => {
    const { each, sum, footprints, progress } = await resampled("whole");
    expect(progress).toEqual([128, 256, 300]);
    const used = new Uint8Array(tall.width * tall.height);
    for (const [k, footprint] of footprints.entries()) {
      const expected = Uint8Array.from(each[k], (value) => Number(!Number.isNaN(value)));
      expect(footprint.toBytes()).toEqual(expected);
      expect(footprint.toBytes(used)).toEqual(expected);
    }
    const [left, bottom] = [7, 100];
    const part = { width: 50, height: 190, left, bottom };
    const rows: Float64Array[] = [];
    const { samples, hasNulls } = await encodeSum(pool, sum, {
      ...part,
      quantizeLevel: -1e-6,
      sampleStride: 11,
      async onRows({ y0, rows: encoded }) {
        expect(y0).toBe(rows.length);
        for (const tile of encoded) rows.push(decodeRow(tile, part.width));
      },
    });
    expect(hasNulls).toBe(false);
    expect(rows.length).toBe(part.height);
    rows.forEach((row, y) => {
      row.forEach((value, x) => {
        const [a, b] = each.map((values) => values[(y + bottom) * tall.width + x + left] || 0);
        expect(Math.abs(value - (a + b))).toBeLessThan(1e-6);
      });
    });
    const pixels = rows.flatMap((row) => [...row]);
    expect([...samples]).toEqual(pixels.filter((_, i) => i > 0 && i % 11 === 0).map(Math.fround));
  });

  it("stops when cancelled, and says so when its folder is gone", async () => {
    await expect(resampled("cancelled", AbortSignal.abort())).rejects.toMatchObject({ kind: "cancelled" });
    const sum = { path: join(folder, "missing"), rowPixels: 10 };
    const part = { width: 10, height: 1, left: 0, bottom: 0, quantizeLevel: 16, onRows: async () => {} };
    await expect(encodeSum(pool, sum, part)).rejects.toMatchObject({ code: "kernels.scratch_failed" });
    await expect(encodeSum(pool, sum, { ...part, left: 1 })).rejects.toMatchObject({ code: "kernels.frame_too_small" });
  });
});

function decodeRow(
  tile: { data: Uint8Array; fallback: boolean; scale: number; zero: number },
  columns: number,
): Float64Array {
  return decodeTile(
    tile.data,
    {
      width: columns,
      height: 1,
      bitpix: -64,
      bscale: 1,
      bzero: 0,
      blank: null,
      storage: {
        kind: "tiles",
        codec: "RICE_1",
        tileWidth: columns,
        tileHeight: 1,
        tilesX: 1,
        tilesY: 1,
        blockSize: 32,
        bytePix: 4,
        hcompressScale: 0,
        hcompressSmooth: false,
        quantize: "NO_DITHER",
        zdither0: 1,
        zblank: -2147483648,
        offset: new Float64Array(1),
        length: Uint32Array.of(tile.data.length),
        fallback: Uint8Array.of(Number(tile.fallback)),
        scale: Float64Array.of(tile.scale),
        zero: Float64Array.of(tile.zero),
        blankOfTile: null,
      },
    },
    0,
  );
}
