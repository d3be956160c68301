import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NewHdu, realCard, writeFits } from "@datalab/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Analyser, createAnalyser } from "./analyser.ts";
import type { AnalysisName } from "./catalogue.ts";
import { parseAnalysis } from "./parse-request.ts";

let folder: string;
let analyser: Analyser;
let copies = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "datalab-analyses-"));
  analyser = createAnalyser({ threads: 2, conventions: { parity: false, wcsToEdge: 0.5 } });
});
afterAll(async () => {
  await analyser.close();
  await rm(folder, { recursive: true, force: true });
});

async function frame(
  basename: string,
  image: Omit<Extract<NewHdu, { kind: "image" }>, "kind" | "name">,
  tiles = false,
) {
  const kind = tiles ? "compressed-image" : "image";
  await writeFits(join(folder, basename), [{ kind: "primary" }, { kind, name: "SCI", ...image } as NewHdu]);
}

async function ask(name: AnalysisName, body: { basename: string; [member: string]: unknown }) {
  const { file, input } = parseAnalysis(name, body);
  const fetch = async () => {
    copies++;
    return { path: join(folder, file.basename), release: async () => {} };
  };
  const keep = async () => "https://lab.example/a.tif";
  const result = await analyser.run(name, input, { file, version: "1", fetch, keep });
  return JSON.parse(String(Buffer.from(await analyser.json(result))));
}

describe("centroiding (vector of analysis.md §1)", () => {
  beforeAll(() => {
    const pixels = new Float32Array(120 * 80);
    pixels[48 * 120 + 36] = 1200;
    return frame("point", { width: 120, height: 80, pixels });
  });
  const click = { basename: "point", width: 240, height: 160, x: 72, y: 96, radius: 3, r_back1: 4, r_back2: 5 };

  it("finds the star on a picture twice the size", async () => {
    expect(await ask("centroiding", click)).toEqual({
      x: 73,
      y: 97,
      ra: null,
      dec: null,
      background: 0,
      peak: 1200,
      success: true,
      message: expect.any(String),
    });
  });

  it("scales the radii like the picture (D31)", async () => {
    // 24 pixels of the picture are 12 of the image: the star is 10 away, which radii of 24 would reach and 6 do not.
    const far = { ...click, x: 52, r_back1: 30, r_back2: 40 };
    expect(await ask("centroiding", { ...far, radius: 24 })).toMatchObject({ success: true });
    expect(await ask("centroiding", { ...far, radius: 8 })).toMatchObject({ success: false, x: 52, y: 96 });
  });

  it("answers a click outside of the image", async () => {
    const answer = await ask("centroiding", { ...click, x: -500, y: 1e6 });
    expect(answer).toMatchObject({ success: false, x: -500, y: 1e6, peak: null });
    expect(answer.message).not.toBe("");
  });

  it("refuses radii that would take for ever", async () => {
    await expect(ask("centroiding", { ...click, radius: 1e6 })).rejects.toThrow(
      "centroiding: a radius is larger than 500 pixels.",
    );
  });
});

describe("raw-data (vector of analysis.md §6)", () => {
  const value = (x: number, y: number) =>
    1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + (x % 40 === 20 && y % 30 === 15 ? 20_000 : 0);
  const pixels = Float32Array.from({ length: 12_000 }, (_, i) => value(i % 120, Math.floor(i / 120)));
  beforeAll(async () => {
    await frame("s1", { width: 120, height: 100, pixels, cards: [realCard("SATURATE", 60_000)] });
    await frame("wide", { width: 30, height: 20, pixels: Int32Array.from({ length: 600 }, (_, i) => i * 1000) });
    await frame("empty", { width: 30, height: 20, pixels: new Float32Array(600).fill(Number.NaN) });
  });

  it("is the image made small, its top row first", async () => {
    const { data, ...rest } = await ask("raw-data", { basename: "s1", max_size: 4 });
    expect(rest).toMatchObject({ width: 4, height: 4, zmin: 1048, zmax: 2323, bitdepth: 32 });
    expect(rest.bins).toHaveLength(125);
    const expected = [
      1074.633301, 1048.158691, 1074.735962, 1075.186646, 1047.845337, 1047.818604, 1047.465332, 1046.791992,
      1074.986694, 1049.125366, 1075.478638, 1075.249268, 1073.526611, 1048.267944, 1074.486694, 1074.472046,
    ];
    for (const [i, mean] of expected.entries()) expect(Math.abs(data[i] - mean)).toBeLessThan(1e-3);
  });

  it("keeps the image's shape when asked to (D36)", async () => {
    const { data, width, height } = await ask("raw-data", { basename: "s1", max_size: 60, preserve_aspect: true });
    expect([width, height, data.length]).toEqual([60, 50, 3000]);
  });

  it("reads 32-bit integers, and ends its bins at the brightest sample (D39)", async () => {
    const { data, bins, histogram } = await ask("raw-data", { basename: "wide", max_size: 30 });
    expect(data).toHaveLength(900);
    expect(bins).toHaveLength(histogram.length);
    expect(bins.at(-1)).toBeLessThan(720_000);
  });

  it("has null for pixels without a value", async () => {
    const { data, zmin, zmax } = await ask("raw-data", { basename: "empty", max_size: 3 });
    expect(data).toEqual(Array(9).fill(null));
    expect([zmin, zmax]).toEqual([0, 0]);
  });
});

describe("a frame", () => {
  beforeAll(() => frame("many", { width: 100, height: 300, pixels: new Float32Array(30_000).fill(7) }, true));
  const line = { basename: "many", width: 100, height: 300, x1: 1, y1: 1, x2: 290, y2: 90 };

  it("is fetched once for all who ask at one time", async () => {
    copies = 0;
    const answers = await Promise.all([ask("line-profile", line), ask("line-profile", line), ask("raw-data", line)]);
    expect(copies).toBe(1);
    expect(new Set(answers[0].line_profile)).toEqual(new Set([7]));
    expect(answers[0]).toMatchObject({ arcsec: null, start_coords: null, end_coords: null, position_angle: null });
  });

  it("is named when it cannot be read", async () => {
    await expect(ask("wcs", { basename: "many" })).rejects.toThrow("wcs: this image has no coordinate solution.");
    await expect(ask("source-catalog", line)).rejects.toThrow("source-catalog: many has no catalog (CAT extension).");
    await writeFits(join(folder, "bare"), [{ kind: "primary" }]);
    await expect(ask("wcs", { basename: "bare" })).rejects.toThrow("wcs: bare has no SCI extension.");
    await expect(ask("raw-data", { basename: "bare" })).rejects.toThrow("raw-data: bare holds no image of two axes");
  });

  it("must not be crossed by a line without end", async () => {
    await expect(ask("line-profile", { ...line, x2: 9e5 })).rejects.toThrow(
      "line-profile: the line is longer than 100000 pixels.",
    );
  });
});
