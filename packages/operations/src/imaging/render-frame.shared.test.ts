import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPool, type FrameInput } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { readSci } from "../../test/read-sci.ts";
import { scratchFolder } from "../../test/run-operation.ts";
import { type FrameRendering, frameJpeg, writeFrameTiff } from "./render-frame.ts";

const shared = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
if (!existsSync(shared)) throw new Error(`This suite needs the shared data at ${shared}`);

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

interface Request {
  basename: string;
  source: string;
  zmin?: number | null;
  zmax?: number | null;
}

function golden(name: string) {
  const folder = `${shared}golden/${name}/`;
  const { input } = JSON.parse(readFileSync(`${folder}result.json`, "utf8")) as { input: Request };
  return { folder, input };
}

async function frame({ basename, source }: Request) {
  const folder = `${shared}${source === "local" ? "reference-files" : "frames"}/`;
  const file = readdirSync(folder).find((name) => name.startsWith(`${basename}.fits`));
  const path = `${folder}${file}`;
  return { input: { path, layout: (await readSci(path)).layout } };
}

async function tiffOf(input: FrameInput, limits: FrameRendering = {}): Promise<Buffer> {
  const path = join(await scratchFolder(), "frame.tif");
  await writeFrameTiff(pool, input, path, limits);
  return readFile(path);
}

const rgb = (file: string | Uint8Array) => sharp(file).toColourspace("srgb").removeAlpha().raw().toBuffer();
const grey = (file: string | Uint8Array) => sharp(file).toColourspace("b-w").raw().toBuffer();

function psnr(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  const squares = a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
  return 10 * Math.log10((255 * 255 * a.length) / Math.max(squares, 1e-9));
}

describe("a frame's picture in the reference's cases", () => {
  it.each(["get_tif_i16", "get_tif_nowcs", "get_tif_rect", "get_tif_ts", "get_tif_u16"])(
    "%s: every pixel",
    async (name) => {
      const { folder, input } = golden(name);
      const bytes = await tiffOf((await frame(input)).input);
      const expected = await rgb(`${folder}s3/${input.basename}/${input.basename}.tif`);
      expect((await rgb(bytes)).equals(expected)).toBe(true);
    },
  );

  it.each([
    "get_jpg_autoscale_zero",
    "get_jpg_i16",
    "get_jpg_nowcs",
    "get_jpg_repo",
    "get_jpg_nocat",
    "get_jpg_rect",
    "get_jpg_ts",
    "get_jpg_u16",
    "get_jpg_zmin_none",
  ])("%s: as close as a JPEG can be", async (name) => {
    const { folder, input } = golden(name);
    const bytes = await frameJpeg(pool, (await frame(input)).input, input);
    expect(psnr(await grey(bytes), await grey(`${folder}png/00-large.png`))).toBeGreaterThan(40);
    expect(psnr(await grey(bytes), await grey(`${folder}image.jpg`))).toBeGreaterThan(40);
  });

  it.each(["get_tif_nan", "get_jpg_nan"])("%s: pixels without a value are black (D20)", async (name) => {
    const { input } = golden(name);
    const { input: file } = await frame(input);
    const { layout, pixels } = await readSci(file.path);
    const bytes = await tiffOf(file, input);
    const picture = await grey(bytes);
    const missing = [...pixels.keys()].filter((i) => Number.isNaN(pixels[i]));
    expect(missing.length).toBeGreaterThan(0);
    for (const i of missing) {
      const row = layout.height - 1 - Math.floor(i / layout.width);
      expect(picture[row * layout.width + (i % layout.width)]).toBe(0);
    }
    expect(Math.max(...picture)).toBe(255);
  });
});
