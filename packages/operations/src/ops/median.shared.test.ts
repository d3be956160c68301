import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createPool, thumbnail } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { readSci, worstExcess } from "../../test/read-sci.ts";
import { runOperation } from "../../test/run-operation.ts";
import { autoScale, type ScalePoints, sampleStride } from "../imaging/auto-scale.ts";
import type { InputData } from "../input-files.ts";
import median from "./median.ts";

const shared = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
if (!existsSync(shared)) throw new Error(`This suite needs the shared data at ${shared}`);

const files = new Map(
  ["frames", "reference-files", "real"].flatMap((folder) =>
    readdirSync(`${shared}${folder}`)
      .filter((name) => /\.fits(\.fz)?$/.test(name))
      .map((name) => [name.replace(/\.fits(\.fz)?$/, ""), `${shared}${folder}/${name}`]),
  ),
);

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

const run = (input: InputData) => runOperation(median, input, files, pool);

function golden(name: string) {
  const folder = `${shared}golden/${name}/`;
  const { input, intermediates } = JSON.parse(readFileSync(`${folder}result.json`, "utf8")) as {
    input: InputData;
    intermediates: { linear_scale: ScalePoints[] };
  };
  const pixels = () => {
    const { dtype } = JSON.parse(readFileSync(`${folder}arrays/00.json`, "utf8")) as { dtype: "float32" | "float64" };
    return floats(`${folder}arrays/00.bin`, dtype);
  };
  return { folder, input, intermediates, pixels };
}

function floats(path: string, dtype: "float32" | "float64"): Float32Array | Float64Array {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  return dtype === "float32" ? new Float32Array(bytes) : new Float64Array(bytes);
}

async function grey(path: string): Promise<Uint8Array> {
  return sharp(path).toColourspace("b-w").raw().toBuffer();
}

function psnr(a: Uint8Array, b: Uint8Array): number {
  const squares = a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
  return 10 * Math.log10((255 * 255 * a.length) / squares);
}

describe("Median of the reference's cases", () => {
  it.each(["median_odd", "median_rect_crop", "median_repo_fits_1_2", "median_mixed_types"])("%s", async (name) => {
    const { input, intermediates, pixels } = golden(name);
    const image = await readSci((await run(input)).path("fits"));
    expect(image.layout.bitpix).toBe(-32);
    expect(worstExcess(image, pixels())).toBe(0);
    const stride = sampleStride(image.layout.width, image.layout.height);
    const scale = autoScale(image.pixels.filter((_, i) => i > 0 && i % stride === 0));
    expect(scale.zmin).toBeCloseTo(intermediates.linear_scale[0].zmin, 6);
    expect(scale.zmax).toBeCloseTo(intermediates.linear_scale[0].zmax, 6);
  });

  it("median_nan: pixels missing in one image are missing in the result, and the pictures are drawn (D20)", async () => {
    const { input, pixels } = golden("median_nan");
    const { path } = await run(input);
    const image = await readSci(path("fits"));
    expect(image.pixels.filter(Number.isNaN)).toHaveLength(200);
    expect(worstExcess(image, pixels())).toBe(0);
    const picture = await grey(path("large"));
    const missing = image.pixels.findIndex(Number.isNaN);
    const { width, height } = image.layout;
    expect(picture[(height - 1 - Math.floor(missing / width)) * width + (missing % width)]).toBeLessThan(40);
  });

  it("median_uint16: 16-bit integers give float32 of the same values (D21)", async () => {
    const { input, pixels } = golden("median_uint16");
    const image = await readSci((await run(input)).path("fits"));
    expect(image.layout.bitpix).toBe(-32);
    expect(image.sci.header.has("BZERO")).toBe(false);
    expect(worstExcess(image, pixels())).toBe(0);
  });

  it("median_too_few: says how many images it needs", async () => {
    await expect(run(golden("median_too_few").input)).rejects.toMatchObject({
      kind: "invalid",
      message: "Median needs at least 2 Input Files file(s).",
    });
  });

  it("draws the reference's pictures", async () => {
    const { folder, input } = golden("median_odd");
    const { path } = await run(input);
    const [large, small] = await Promise.all([grey(`${folder}png/00-large.png`), grey(`${folder}png/01-small.png`)]);
    expect(psnr(await grey(path("large")), large)).toBeGreaterThan(40);
    expect(psnr(await grey(path("small")), small)).toBeGreaterThan(40);
    const picture = { width: 512, height: 512, channels: 1, pixels: large } as const;
    const shrunk = await thumbnail(pool, picture, { width: 200, height: 200 });
    expect(Math.max(...shrunk.pixels.map((value, i) => Math.abs(value - small[i])))).toBe(0);
  });
});

describe("Median of nine telescope frames", () => {
  it.each(["float", "int"])("%s", async (kind) => {
    const input_files = [...files.keys()]
      .filter((name) => name.startsWith(`real-hatp32-${kind}-`))
      .map((basename) => ({ basename, source: "archive" }));
    expect(input_files).toHaveLength(9);
    const image = await readSci((await run({ input_files })).path("fits"));
    expect(worstExcess(image, floats(`${shared}real/expected/median-${kind}.bin`, "float64"))).toBe(0);
  });
});
