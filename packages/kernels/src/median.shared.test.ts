import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decodeTile, type EncodedTile, fileSource, imageLayout, openFits } from "@datalab/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { combineFrames } from "./combine-frames.ts";
import type { FrameInput } from "./frame-input.ts";
import { createPool, type KernelPool } from "./pool.ts";

const data = new URL("../../../../shared/data/", import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, data), "utf8"));

let pool: KernelPool;
beforeAll(() => {
  pool = createPool({ threads: 2 });
});
afterAll(() => pool.close());

async function openFrame(name: string): Promise<FrameInput> {
  const path = fileURLToPath(new URL(name, data));
  const source = await fileSource(path);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.find("SCI")!);
  await source.close();
  return { path, layout };
}

interface ExpectedImage {
  shape: [number, number];
  pixels: ArrayLike<number>;
}

function expectedImage(bin: string, shape: [number, number], dtype: string): ExpectedImage {
  const { buffer } = new Uint8Array(readFileSync(new URL(bin, data)));
  return { shape, pixels: /f8|float64/.test(dtype) ? new Float64Array(buffer) : new Float32Array(buffer) };
}

/** Decodes the written rows and compares each pixel with half a quantisation step. */
async function expectMedian(inputs: FrameInput[], { shape: [height, width], pixels }: ExpectedImage): Promise<void> {
  const rows: EncodedTile[] = [];
  await combineFrames(pool, {
    inputs,
    width,
    height,
    reduce: "median",
    output: "float32",
    quantizeLevel: 16,
    onRows: async (encoded) => {
      rows.push(...encoded.rows.map((row) => ({ ...row, data: Uint8Array.from(row.data) })));
    },
  });
  expect(rows.length).toBe(height);
  let wrong = 0;
  rows.forEach((row, y) => {
    const written = decodeRow(row, width);
    for (let x = 0; x < width; x++) {
      const expected = pixels[y * width + x];
      const tolerance = row.scale / 2 + Math.abs(expected) * 2 ** -23;
      const good = Number.isNaN(expected) ? Number.isNaN(written[x]) : Math.abs(written[x] - expected) <= tolerance;
      if (!good) wrong++;
    }
  });
  expect(wrong).toBe(0);
}

function decodeRow({ data: bytes, fallback, scale, zero }: EncodedTile, width: number): Float64Array {
  const tile = {
    tileWidth: width,
    tileHeight: 1,
    tilesX: 1,
    tilesY: 1,
    offset: Float64Array.of(0),
    length: Uint32Array.of(bytes.length),
  };
  const codec = {
    kind: "tiles",
    codec: "RICE_1",
    blockSize: 32,
    bytePix: 4,
    hcompressScale: 0,
    hcompressSmooth: false,
  } as const;
  const quantised = { quantize: "NO_DITHER", zdither0: 1, zblank: -2147483648, blankOfTile: null } as const;
  const arrays = {
    fallback: Uint8Array.of(Number(fallback)),
    scale: Float64Array.of(scale),
    zero: Float64Array.of(zero),
  };
  const storage = { ...codec, ...quantised, ...tile, ...arrays };
  return decodeTile(bytes, { width, height: 1, bitpix: -32, bscale: 1, bzero: 0, blank: null, storage }, 0);
}

describe("Median of telescope frames", () => {
  const medians = json("real/expected/index.json").filter((entry: { name: string }) => entry.name === "Median");
  it.each<{ bin: string; shape: [number, number]; dtype: string; input_files: { basename: string }[] }>(medians)(
    "$bin",
    async ({ bin, shape, dtype, input_files }) => {
      const inputs = await Promise.all(input_files.map(({ basename }) => openFrame(`real/${basename}.fits.fz`)));
      await expectMedian(inputs, expectedImage(`real/expected/${bin}`, shape, dtype));
    },
  );
});

describe("Median goldens of the reference, before quantisation", () => {
  const cases = ["mixed_types", "nan", "odd", "rect_crop", "repo_fits_1_2", "uint16"];
  it.each(cases)("median_%s", async (name) => {
    const folder = `golden/median_${name}`;
    const files: { basename: string; source: string }[] = json(`${folder}/result.json`).input.input_files;
    const sorted = [...files].sort((a, b) => (a.basename < b.basename ? -1 : 1));
    const inputs = await Promise.all(sorted.map(({ basename, source }) => openFrame(framePath(basename, source))));
    const { shape, dtype } = json(`${folder}/arrays/00.json`);
    await expectMedian(inputs, expectedImage(`${folder}/arrays/00.bin`, shape, dtype));
  });
});

function framePath(basename: string, source: string): string {
  const stem = `${source === "local" ? "reference-files" : "frames"}/${basename}`;
  return existsSync(new URL(`${stem}.fits.fz`, data)) ? `${stem}.fits.fz` : `${stem}.fits`;
}
