import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createPool } from "@datalab/kernels";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { readSci } from "../../test/read-sci.ts";
import { runOperation } from "../../test/run-operation.ts";
import { readFrameFile } from "../frame-file.ts";
import { alignStars } from "../imaging/alignment/align-stars.ts";
import { starField } from "../imaging/alignment/star-field.ts";
import type { InputData } from "../input-files.ts";
import { operationTasks } from "../operation-tasks.ts";
import colorImage from "./color-image.ts";

const shared = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
if (!existsSync(shared)) throw new Error(`This suite needs the shared data at ${shared}`);

const files = new Map(
  ["frames", "reference-files", "reference-files/color_image"].flatMap((folder) =>
    readdirSync(`${shared}${folder}`)
      .filter((name) => /\.fits(\.fz)?$/.test(name))
      .map((name) => [name.replace(/\.fits(\.fz)?$/, ""), `${shared}${folder}/${name}`]),
  ),
);

const pool = createPool({ threads: 2, modules: [operationTasks] });
afterAll(() => pool.close());

interface Golden {
  input: InputData & { color_channels: { basename: string; source: string }[] };
  cache_key: string;
  intermediates: { align?: { v_a_b_c_d: [number, number, number, number]; n_match: number }[] };
}

function golden(name: string) {
  const folder = `${shared}golden/${name}/`;
  const { input, cache_key, intermediates } = JSON.parse(readFileSync(`${folder}result.json`, "utf8")) as Golden;
  return { input, align: intermediates.align ?? [], stored: `${folder}s3/${cache_key}/${cache_key}` };
}

/** As the predecessor counts pixels. */
const run = (input: InputData) =>
  runOperation(colorImage, input, files, pool, { conventions: { parity: true, wcsToEdge: 0 } });

async function decoded(path: string) {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: info.channels };
}

function differences(a: Uint8Array, b: Uint8Array): Uint8Array {
  expect(a.length).toBe(b.length);
  return a.map((value, i) => Math.abs(value - b[i]));
}

function psnr(a: Uint8Array, b: Uint8Array): number {
  const squares = differences(a, b).reduce((sum, difference) => sum + difference * difference, 0);
  return 10 * Math.log10((255 * 255 * a.length) / Math.max(squares, 1e-9));
}

const complete = ["color_2_rect_custom", "color_3_aligned", "color_4_mixed", "color_zmin_equals_zmax"];

/** floor(256·(k/256)^0.4) of a value between 100 and 900. */
function brightness(value: number): number {
  const level = ((Math.min(Math.max(value, 100), 900) - 100) * 255) / 800;
  return Math.floor(256 * (Math.round(level) / 256) ** 0.4);
}

/** Value at a position in pixels whose first one is centred on 0, the edge repeated. */
function valueAt(pixels: Float64Array, width: number, height: number, x: number, y: number): number {
  const [left, bottom] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) =>
    pixels[Math.min(Math.max(row, 0), height - 1) * width + Math.min(Math.max(column, 0), width - 1)];
  const mix = (from: number, to: number, part: number) => from + (to - from) * part;
  const lower = mix(at(left, bottom), at(left + 1, bottom), x - left);
  return mix(lower, mix(at(left, bottom + 1), at(left + 1, bottom + 1), x - left), y - bottom);
}

describe("Color Image of the reference's cases", () => {
  it.each([...complete, "color_no_cat"])("%s: the picture", async (name) => {
    const { input, stored } = golden(name);
    const { path } = await run(input);
    const [own, expected] = await Promise.all([decoded(path("tif")), decoded(`${stored}.tif`)]);
    expect([own.width, own.height, own.channels]).toEqual([expected.width, expected.height, 3]);
    const worse = differences(own.pixels, expected.pixels).filter((difference) => difference > 1).length;
    expect(worse / own.pixels.length).toBeLessThanOrEqual(0.001);
    for (const role of ["large", "small"] as const) {
      const [jpeg, reference] = await Promise.all([decoded(path(role)), decoded(`${stored}-${role}.jpg`)]);
      expect([jpeg.width, jpeg.height]).toEqual([reference.width, reference.height]);
      expect(psnr(jpeg.pixels, reference.pixels)).toBeGreaterThan(38);
    }
  });

  it("color_repo_rgb: the picture of the pixels as they are (the reference read these big-endian files as little-endian)", async () => {
    const { input, align } = golden("color_repo_rgb");
    const { pixels, width, height } = await decoded((await run(input)).path("tif"));
    const identity = [1, 0, 0, 0] as const;
    const planes = [
      { name: "red", toReference: align[1].v_a_b_c_d },
      { name: "green", toReference: align[0].v_a_b_c_d },
      { name: "blue", toReference: identity },
    ];
    for (const [plane, { name, toReference }] of planes.entries()) {
      const image = await readSci(files.get(name) ?? "");
      const [a, b, c, d] = toReference;
      const expected = Uint8Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [(i % width) + 0.5 - c, height - 0.5 - Math.floor(i / width) - d];
        const [ownX, ownY] = [(a * x + b * y) / (a * a + b * b), (a * y - b * x) / (a * a + b * b)];
        if (!(ownX >= 0 && ownX < width && ownY >= 0 && ownY < height)) return brightness(0);
        return brightness(valueAt(image.pixels, width, height, ownX - 0.5, ownY - 0.5));
      });
      const own = Uint8Array.from(expected, (_, i) => pixels[3 * i + plane]);
      expect(differences(own, expected).filter((difference) => difference > 0).length).toBeLessThanOrEqual(10);
    }
  });

  it.each([...complete, "color_repo_rgb"])("%s: the alignment", async (name) => {
    const { input, align } = golden(name);
    const basenames = input.color_channels.map(({ basename }) => basename).sort();
    const [reference, ...others] = await Promise.all(basenames.map(field));
    expect(align).toHaveLength(others.length);
    for (const [i, { v_a_b_c_d, n_match }] of align.entries()) {
      const alignment = alignStars(reference, others[i]);
      expect(alignment?.matches).toBe(n_match);
      const { a, b, c, d } = alignment!.similarity;
      [a, b, c, d].forEach((value, k) => {
        expect(value).toBeCloseTo(v_a_b_c_d[k], 9);
      });
    }
  });

  it("color_no_cat: says why the images are not aligned", async () => {
    const { result } = await run(golden("color_no_cat").input);
    const note = "The images are not aligned: ora1m001-sp01-nan-0001-e91 has no source catalog (CAT).";
    expect(result.output_files[0].note).toBe(note);
  });

  it("color_1_single_channel: one image is a picture of its own (D04)", async () => {
    const { path, result } = await run(golden("color_1_single_channel").input);
    const { width, height, pixels } = await decoded(path("tif"));
    expect([width, height]).toEqual([512, 512]);
    expect(new Set(pixels).size).toBeGreaterThan(100);
    expect(result.output_files[0].note).toBeUndefined();
  });

  it("color_bad_color: says whose colour is none", async () => {
    await expect(run(golden("color_bad_color").input)).rejects.toMatchObject({
      kind: "invalid",
      message: "The colour of ora1m001-sp01-re-0001-e91 must have red, green and blue from 0 to 255.",
    });
  });
});

async function field(basename: string) {
  const file = await readFrameFile({ basename, source: "archive" }, files.get(basename) ?? "", "");
  const table = await file.table("CAT", ["x", "y", "flux"]);
  const [x, y, flux] = ["x", "y", "flux"].map((column) => table?.numbers(column) ?? new Float64Array(0));
  return starField({ x, y, flux });
}
