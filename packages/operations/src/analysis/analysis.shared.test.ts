import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toAppError } from "@datalab/errors";
import { writeFits } from "@datalab/fits";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { readSci } from "../../test/read-sci.ts";
import { scratchFolder } from "../../test/run-operation.ts";
import { sampleStride } from "../imaging/auto-scale.ts";
import { type Analyser, createAnalyser } from "./analyser.ts";
import { type AnalysisName, isAnalysisName } from "./catalogue.ts";
import type { KeptFile } from "./define.ts";
import { parseAnalysis } from "./parse-request.ts";

const shared = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
if (!existsSync(shared)) throw new Error(`This suite needs the shared data at ${shared}`);

const files = new Map(
  ["frames", "reference-files", "real"].flatMap((folder) =>
    readdirSync(`${shared}${folder}`)
      .filter((name) => /\.fits(\.fz)?$/.test(name))
      .map((name) => [name.replace(/\.fits(\.fz)?$/, ""), `${shared}${folder}/${name}`]),
  ),
);

const parity = createAnalyser({ threads: 1, conventions: { parity: true, wcsToEdge: 0 } });
const product = createAnalyser({ threads: 1, conventions: { parity: false, wcsToEdge: 0.5 } });
afterAll(() => Promise.all([parity.close(), product.close()]));

interface Golden {
  name: string;
  input: Record<string, unknown> & { basename: string };
  status: number;
  response: never;
  intermediates: { linear_scale?: { zmin: number; zmax: number }[] };
}

const folderOf = (id: string) => `${shared}golden/${id}/`;
/** All frames are the archive's here, whatever the recording called its folder. */
function golden(id: string): Golden {
  const recorded: Golden = JSON.parse(readFileSync(`${folderOf(id)}result.json`, "utf8"));
  return { ...recorded, input: { ...recorded.input, source: "archive" } };
}
const idsOf = (name: string) =>
  readdirSync(`${shared}golden`).filter((id) => id !== "index.json" && id !== "README.md" && golden(id).name === name);
const answered = (name: string) => idsOf(name).filter((id) => golden(id).status === 200);

/** Asks as a client would, through JSON. */
async function ask(
  name: AnalysisName,
  body: Record<string, unknown>,
  analyser: Analyser = parity,
  made: Uint8Array[] = [],
) {
  const { file, input } = parseAnalysis(name, body);
  const keep = async ({ make }: KeptFile) => {
    await make(async (path) => void made.push(readFileSync(path)));
    return "kept";
  };
  const fetch = async () => ({ path: files.get(file.basename) as string, release: async () => {} });
  const result = await analyser.run(name, input, { file, version: "1", fetch, keep });
  return JSON.parse(String(Buffer.from(await analyser.json(result))));
}

const problemOf = (name: AnalysisName, body: Record<string, unknown>) =>
  ask(name, body).then(
    () => undefined,
    (thrown) => toAppError(thrown),
  );

/** Numbers within a relative 1e-9, null for null, all else equal. */
function expectClose(actual: unknown, expected: unknown, path = ""): void {
  if (typeof expected === "number" && typeof actual === "number") {
    expect(Math.abs(actual - expected), `${path}: ${actual} is not ${expected}`).toBeLessThanOrEqual(
      1e-9 * Math.abs(expected),
    );
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual as object), path).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected))
      expectClose(Reflect.get(actual as object, key), value, `${path}.${key}`);
  } else expect(actual, path).toEqual(expected);
}

describe("centroiding", () => {
  it.each(answered("centroiding"))("%s, parity (D31, D32)", async (id) => {
    const { input, response } = golden(id);
    const { message: _, ...expected } = response as { message: string };
    const { message, ...actual } = await ask("centroiding", input);
    expect(message).not.toBe("");
    expectClose(actual, expected);
  });
});

describe("line-profile", () => {
  it.each(answered("line-profile"))("%s, parity (D33)", async (id) => {
    const { input, response } = golden(id);
    const { line_profile: expected, ...sky } = response as { line_profile: (number | null)[] };
    const { line_profile, ...actual } = await ask("line-profile", input);
    expectClose(actual, sky);
    expect(line_profile).toHaveLength(expected.length);
    const integers = /_(i16|u16|repo)$/.test(id); // which the reference rounds, and we do not
    for (const [i, value] of expected.entries()) {
      if (value === null || integers) {
        expect(Math.abs(line_profile[i] - (value ?? 0)), `${i}`).toBeLessThanOrEqual(0.5 + 1e-9);
      } else expectClose(Math.fround(line_profile[i]), value, `${i}`);
    }
  });
});

describe("source-catalog", () => {
  it.each(answered("source-catalog"))("%s, parity (D34)", async (id) => {
    const { input, response } = golden(id);
    expectClose(await ask("source-catalog", input), response);
  });
});

describe("wcs", () => {
  it.each(answered("wcs"))("%s", async (id) => {
    const { input, response } = golden(id);
    expectClose(await ask("wcs", input), response);
  });
});

/** Uncompressed big-endian images, whose samples the reference read in the wrong byte order. */
const garbled = /_(nowcs|i16|repo)$/;

/** The frame as the reference resizes it: it sorts the pixels it samples where they are (D35). */
async function withSortedSamples(id: string, basename: string): Promise<string> {
  const { layout, pixels } = await readSci(files.get(basename) as string);
  const { width, height } = layout;
  const stride = sampleStride(width, height);
  const samples = pixels.filter((_, i) => i > 0 && i % stride === 0).sort();
  const sorted = Float32Array.from(pixels, (value, i) => (i > 0 && i % stride === 0 ? samples[i / stride - 1] : value));
  const path = join(await scratchFolder(), "sorted.fits");
  await writeFits(path, [{ kind: "primary" }, { kind: "image", name: "SCI", width, height, pixels: sorted }]);
  files.set(id, path);
  return id;
}

describe("raw-data", () => {
  it.each(answered("raw-data").filter((id) => !garbled.test(id)))("%s", async (id) => {
    const { input, response } = golden(id);
    const { data: _, ...expected } = response as { data: unknown; height: number };
    const { data, ...actual } = await ask("raw-data", input, product);
    expect(actual).toEqual(expected);
    const bytes = readFileSync(`${folderOf(id)}data.bin`);
    const reference = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    expect(data).toHaveLength(reference.length);
    const shuffled = await ask(
      "raw-data",
      { ...input, basename: await withSortedSamples(id, input.basename) },
      product,
    );
    const rounding = id.endsWith("_u16") ? 0.5 : 0; // the reference rounds what is made of integers
    for (const [i, value] of reference.entries())
      expect(Math.abs(shuffled.data[i] - value), `${i}`).toBeLessThanOrEqual(rounding + 1e-6 * Math.abs(value));
  });

  it.each(idsOf("raw-data").filter((id) => garbled.test(id) || golden(id).status === 500))(
    "%s, which the reference cannot read, is answered",
    async (id) => {
      const { input } = golden(id);
      const { data, bins, histogram, zmin, zmax } = await ask("raw-data", input, product);
      expect(data.length).toBe(data.filter((value: unknown) => value === null || Number.isFinite(value)).length);
      expect(bins).toHaveLength(histogram.length);
      expect(zmax).toBeGreaterThanOrEqual(zmin);
    },
  );
});

describe("get-jpg", () => {
  it.each(answered("get-jpg").filter((id) => !garbled.test(id)))("%s", async (id) => {
    const { jpg_base64 } = await ask("get-jpg", golden(id).input);
    const actual = sharp(Buffer.from(jpg_base64, "base64"));
    const expected = sharp(`${folderOf(id)}png/00-large.png`).toColourspace("b-w");
    const [{ width, height }, size] = [await actual.metadata(), await expected.metadata()];
    expect([width, height]).toEqual([size.width, size.height]);
    expect(psnr(await actual.toColourspace("b-w").raw().toBuffer(), await expected.raw().toBuffer())).toBeGreaterThan(
      40,
    );
  });

  it.each(idsOf("get-jpg").filter((id) => garbled.test(id)))("%s is drawn", async (id) => {
    const { jpg_base64 } = await ask("get-jpg", golden(id).input);
    expect((await sharp(Buffer.from(jpg_base64, "base64")).stats()).channels[0].stdev).toBeGreaterThan(1);
  });
});

describe("get-tif", () => {
  it.each(answered("get-tif"))("%s", async (id) => {
    const made: Uint8Array[] = [];
    expect(await ask("get-tif", golden(id).input, parity, made)).toEqual({ tif_url: "kept" });
    const tiff = sharp(made[0]);
    expect(await tiff.metadata()).toMatchObject({ format: "tiff", channels: 3, depth: "uchar" });
    if (garbled.test(id)) return;
    const [name] = readdirSync(`${folderOf(id)}s3`);
    const expected = await sharp(`${folderOf(id)}s3/${name}/${name}.tif`)
      .raw()
      .toBuffer();
    const actual = await tiff.raw().toBuffer();
    const wrong = actual.reduce((count, value, i) => count + (Math.abs(value - expected[i]) > 1 ? 1 : 0), 0);
    expect(wrong / expected.length).toBeLessThan(0.001);
  });
});

describe("what the reference refused or stumbled over", () => {
  const failed = readdirSync(`${shared}golden`)
    .filter((id) => /^(centroid|line_profile|source_catalog|wcs|get_)/.test(id))
    .filter((id) => golden(id).status !== 200 && !garbled.test(id.replace("_nowcs", "")));
  it.each(failed)("%s", async (id) => {
    const { name, input, status } = golden(id);
    if (!isAnalysisName(name)) throw new Error(`${name} is no analysis`);
    const problem = await problemOf(name, input);
    // A frame with NaN, and integers, are no reason to fail.
    if (problem === undefined) return expect([status, id]).toEqual([500, expect.stringMatching(/nan|u16|i16/)]);
    expect(problem.kind).toBe("invalid");
    expect(problem.message).toMatch(new RegExp(`^${name}: .+\\.$`));
  });
});

function psnr(a: Uint8Array, b: Uint8Array): number {
  const squares = a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
  return 10 * Math.log10((255 * 255 * a.length) / squares);
}
