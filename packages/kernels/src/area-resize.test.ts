import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areaResize } from "./area-resize.ts";
import { createPool, type KernelPool } from "./pool.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { resizeFrame } from "./resize-frame.ts";
import { pixelsOf, StoredFrames } from "./stored-frame.fixture.ts";

let folder: string;
let frames: StoredFrames;
let pool: KernelPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "resize-"));
  frames = new StoredFrames(folder);
  pool = createPool({ threads: 2 });
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const counting = (width: number, height: number) =>
  Array.from({ length: height }, (_, y) => Float32Array.from({ length: width }, (_, x) => y * width + x));

async function resized(rows: Float32Array[], width: number, height: number): Promise<number[]> {
  return [...(await resizeFrame(pool, { input: await frames.plain(rows, -32), width, height }))];
}

function expectClose(actual: number[], expected: number[], tolerance: number): void {
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i] - value)).toBeLessThan(tolerance);
  });
}

describe("resizeFrame", () => {
  it("has the published area averages and enlargements", async () => {
    const image = counting(6, 4);
    expectClose(await resized(image, 3, 3), [2, 4, 6, 9.5, 11.5, 13.5, 17, 19, 21], 1e-5);
    expectClose(await resized(image, 4, 4), [0.3333, 1.6667, 3.3333, 4.6667], 1e-4);
    const eight = await resized(image, 8, 8);
    expectClose(eight, [0, 0.6667, 1.3333, 2, 3, 3.6667, 4.3333, 5], 1e-4);
    expectClose(eight.slice(16), [6], 1e-5);
  });

  it("has the published preview of the synthetic image", async () => {
    const image = Array.from({ length: 100 }, (_, y) =>
      Float32Array.from({ length: 120 }, (_, x) => {
        const star = x % 40 === 20 && y % 30 === 15 ? 20000 : 0;
        return 1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + star;
      }),
    );
    const preview = await resized(image, 4, 4);
    const topFirst = [0, 1, 2, 3].flatMap((row) => preview.slice((3 - row) * 4, (3 - row) * 4 + 4));
    const published = [
      [1074.633301, 1048.158691, 1074.735962, 1075.186646],
      [1047.845337, 1047.818604, 1047.465332, 1046.791992],
      [1074.986694, 1049.125366, 1075.478638, 1075.249268],
      [1073.526611, 1048.267944, 1074.486694, 1074.472046],
    ];
    expectClose(topFirst, published.flat(), 1e-3);
  });

  it.each(Object.keys(adversarialRows))("equals its twin on %s in odd sizes, whatever the storage", async (kind) => {
    const random = seededRandom(1);
    const [width, height] = [131, 97];
    const rows = Array.from({ length: height }, () => adversarialRows[kind](width, random));
    const input = await frames.riceFloats(rows);
    const pixels = Float32Array.from(await pixelsOf(input));
    for (const target of [
      { width: 1, height: 1 },
      { width: 130, height: 13 },
      { width: 50, height: 97 },
      { width, height },
    ]) {
      expect(await resizeFrame(pool, { input, ...target })).toEqual(areaResize(pixels, { width, height }, target));
    }
  });

  it("reads tall tiles and wide integers", async () => {
    const rows = counting(40, 30);
    const expected = areaResize(
      Float32Array.from(rows.flatMap((row) => [...row])),
      { width: 40, height: 30 },
      { width: 7, height: 11 },
    );
    for (const input of [await frames.oddTiles(rows, 17, 13), await frames.plain(rows, 32)]) {
      expectClose([...(await resizeFrame(pool, { input, width: 7, height: 11 }))], [...expected], 1e-3);
    }
  });
});
