import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileSource } from "./byte-source.ts";
import { commentaryCards, realCard, valueCard } from "./card.ts";
import { cfitsio, fitsverify } from "./cfitsio.fixture.ts";
import { runCli } from "./cli/run-cli.ts";
import { type FitsFile, openFits } from "./open-fits.ts";
import { holdsPixels, imageBands } from "./verify-fits.ts";
import type { NewCompressedImage, NewImage } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

const sound = "0 warning(s) and 0 error(s)";
const width = 61;
const height = 47;

let folder = "";
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fits-round-trip-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newPath = () => join(folder, `${++files}.fits`);

async function save(bytes: Uint8Array): Promise<string> {
  const path = newPath();
  await writeFile(path, bytes);
  return path;
}

/** Runs a program that makes one file of another. */
async function made(run: (to: string) => Promise<unknown>): Promise<string> {
  const path = newPath();
  await run(path);
  return path;
}

async function withFile<T>(path: string, use: (file: FitsFile) => Promise<T>): Promise<T> {
  const source = await fileSource(path);
  try {
    return await use(await openFits(source));
  } finally {
    await source.close();
  }
}

/** Physical values of the first image in a file. */
const pixelsOf = (path: string) =>
  withFile(path, async (file) => {
    const hdu = file.hdus.find(holdsPixels);
    if (!hdu) throw new Error(`no image in ${path}`);
    const bands: Float64Array[] = [];
    for await (const band of imageBands(file, hdu)) bands.push(band);
    return Float64Array.from(bands.flatMap((band) => [...band]));
  });

const codecOf = (path: string) =>
  withFile(path, async ({ hdus }) => hdus.find((hdu) => hdu.kind === "compressed-image")?.rawHeader.string("ZCMPTYPE"));

/** Stars on a noisy slope; deterministic. */
function scene(scale: number, offset: number): number[] {
  let state = 7;
  return Array.from({ length: width * height }, (_, i) => {
    state = (state * 16_807) % 2_147_483_647;
    const star = i % 331 === 40 ? 40 : 0;
    return offset + scale * ((i % width) / 20 + star + (state / 2_147_483_647 - 0.5) * 6);
  });
}

const integers = {
  uint8: Uint8Array.from(scene(4, 30)),
  int16: Int16Array.from(scene(30, -100)),
  uint16: Uint16Array.from(scene(400, 33_000)),
  int32: Int32Array.from(scene(1e6, -3e7)),
  uint32: Uint32Array.from(scene(1e7, 2.2e9)),
};
const float32 = Float32Array.from(scene(3.7, 512));
const float64 = Float64Array.from(scene(3.7, 512));
const withGaps = float32.map((value, i) => (i % 59 === 3 ? Number.NaN : i > width * 3 && i < width * 4 ? 8 : value));
const cards = [
  valueCard("OBJECT", "M 42", "it's a name"),
  realCard("EXPTIME", 30),
  valueCard("LONGNOTE", `a "long" string, ${"which goes on ".repeat(12)}`),
  ...commentaryCards("HISTORY", "made by a test"),
];

const dithers: NewCompressedImage["dither"][] = [
  undefined,
  { method: "SUBTRACTIVE_DITHER_1", zdither0: 9_999 },
  { method: "SUBTRACTIVE_DITHER_2", zdither0: 1 },
];
const levels = [16, 4, 0, -0.5];
const compressed: [string, Pick<NewCompressedImage, "pixels" | "quantizeLevel" | "dither">][] = [
  ...Object.entries(integers).map(([type, pixels]): [string, Pick<NewCompressedImage, "pixels">] => [type, { pixels }]),
  ...levels.flatMap((quantizeLevel) =>
    dithers.map((dither): [string, Pick<NewCompressedImage, "pixels" | "quantizeLevel" | "dither">] => [
      `float32, level ${quantizeLevel}, ${dither?.method ?? "NO_DITHER"}`,
      { pixels: float32, quantizeLevel, dither },
    ]),
  ),
  ...dithers.map((dither): [string, Pick<NewCompressedImage, "pixels" | "dither">] => [
    `float64, ${dither?.method ?? "NO_DITHER"}`,
    { pixels: float64, dither },
  ]),
  ["float32 with NaN and a flat row", { pixels: withGaps }],
];

const newCompressed = (parts: Pick<NewCompressedImage, "pixels">): NewCompressedImage => ({
  kind: "compressed-image",
  name: "SCI",
  cards,
  width,
  height,
  ...parts,
});
const newImage = (pixels: NewImage["pixels"]): NewImage => ({ kind: "image", cards, width, height, pixels });

describe("what we compress", () => {
  it.each(compressed)("%s: funpack and imcopy read the pixels that we read", async (_, parts) => {
    const ours = await save(formatFits([newCompressed(parts)]));
    const pixels = await pixelsOf(ours);
    expect(pixels).toEqual(await pixelsOf(await made((to) => cfitsio("funpack", "-O", to, ours))));
    const copied = await pixelsOf(await made((to) => cfitsio("imcopy", `${ours}[1]`, to)));
    // imcopy does not look for pixels without a value and copies the number that stands for them.
    expect(pixels).toEqual(copied.map((value, i) => (Number.isNaN(pixels[i]) ? Number.NaN : value)));
    if (!(parts.pixels instanceof Float32Array || parts.pixels instanceof Float64Array)) {
      expect(pixels).toEqual(Float64Array.from(parts.pixels));
    }
    expect(await fitsverify(ours)).toBe(sound);
  });
});

const whole = ["-w"];
const squares = ["-t", "16,10"];
/** Title, pixels, flags of fpack, ZCMPTYPE. */
type FpackCase = [string, NewImage["pixels"], string[], string];
const fpacked: FpackCase[] = [
  ...Object.entries(integers).flatMap(([type, pixels]): FpackCase[] => [
    [`${type} Rice`, pixels, ["-r"], "RICE_1"],
    [`${type} Rice, odd tiles`, pixels, ["-r", ...squares], "RICE_1"],
    [`${type} gzip`, pixels, ["-g"], "GZIP_1"],
    [`${type} shuffled gzip`, pixels, ["-g2"], "GZIP_2"],
    [`${type} HCOMPRESS`, pixels, ["-h"], "HCOMPRESS_1"],
    [`${type} HCOMPRESS with loss`, pixels, ["-h", "-s", "3", ...whole], "HCOMPRESS_1"],
  ]),
  ["uint8 PLIO", integers.uint8, ["-p"], "PLIO_1"],
  ["uint8 PLIO, odd tiles", integers.uint8, ["-p", ...squares], "PLIO_1"],
  ["int16 mask PLIO", integers.int16.map((value) => (value > 500 ? value & 4095 : 0)), ["-p", ...whole], "PLIO_1"],
  ...[float32, float64, withGaps].flatMap((pixels, i): FpackCase[] => {
    const type = ["float32", "float64", "float32 with NaN"][i];
    return [
      [`${type} Rice, dithered`, pixels, ["-r", "-q77", "4"], "RICE_1"],
      [`${type} Rice, dithered but zeros`, pixels, ["-r", "-qz9990", "8"], "RICE_ONE"],
      [`${type} Rice, not dithered`, pixels, ["-r", "-q0", "16"], "RICE_1"],
      [`${type} Rice, absolute step`, pixels, ["-r", "-q", "-0.25"], "RICE_1"],
      [`${type} gzip, dithered`, pixels, ["-g", "-q", "2"], "GZIP_1"],
      [`${type} gzip without loss`, pixels, ["-g", "-q", "0"], "GZIP_1"],
      [`${type} shuffled gzip without loss`, pixels, ["-g2", "-q", "0"], "GZIP_2"],
      [`${type} HCOMPRESS`, pixels, ["-h", "-q", "4", ...whole], "HCOMPRESS_1"],
      // With loss HCOMPRESS blurs the integer that stands for NaN, and what it gives back means nothing.
      ...(pixels === withGaps
        ? []
        : [[`${type} HCOMPRESS with loss`, pixels, ["-h", "-s", "2", "-q", "4"], "HCOMPRESS_1"] as FpackCase]),
    ];
  }),
];

describe("what fpack compresses", () => {
  it.each(fpacked)("%s: we read the pixels that funpack reads", async (_, pixels, flags, codec) => {
    const plain = await save(formatFits([newImage(pixels)]));
    const packed = await made((to) => cfitsio("fpack", ...flags, "-O", to, plain));
    expect(await codecOf(packed)).toBe(codec);
    expect(await pixelsOf(packed)).toEqual(await pixelsOf(await made((to) => cfitsio("funpack", "-O", to, packed))));
  });
});

const nowhere = { out: process.stderr, err: process.stderr };
const fits = async (...words: string[]) => expect(await runCli(words, nowhere)).toBe(0);

describe("the commands pack and unpack", () => {
  it.each(Object.entries({ ...integers, float32, float64, withGaps }))(
    "%s: go with funpack and fpack",
    async (_, pixels) => {
      const plain = await save(formatFits([newImage(pixels)]));
      const packed = await made((to) => fits("pack", plain, to));
      expect(await pixelsOf(packed)).toEqual(await pixelsOf(await made((to) => cfitsio("funpack", "-O", to, packed))));
      expect(await fitsverify(packed)).toBe(sound);
      const theirs = await made((to) => cfitsio("fpack", "-O", to, plain));
      const unpacked = await made((to) => fits("unpack", theirs, to));
      expect(await pixelsOf(unpacked)).toEqual(
        await pixelsOf(await made((to) => cfitsio("funpack", "-O", to, theirs))),
      );
      expect(await fitsverify(unpacked)).toBe(sound);
    },
  );

  it.each([
    ["rows", []],
    ["one tile for all planes", ["-w"]],
    ["odd tiles", ["-t", "16,10,2"]],
  ])("a cube in %s goes both ways", async (_, flags) => {
    const [depth, planeHeight] = [3, 15];
    const pixels = integers.int16.subarray(0, width * planeHeight * depth);
    const cube: NewImage = { kind: "image", width, height: planeHeight, axes: [depth], pixels };
    const plain = await save(formatFits([cube]));
    const packed = await made((to) => fits("pack", plain, to));
    const values = Float64Array.from(pixels);
    expect(await pixelsOf(await made((to) => cfitsio("funpack", "-O", to, packed)))).toEqual(values);
    expect(await fitsverify(packed)).toBe(sound);
    const theirs = await made((to) => cfitsio("fpack", ...flags, "-O", to, plain));
    expect(await pixelsOf(theirs)).toEqual(values);
    expect(await pixelsOf(await made((to) => fits("unpack", theirs, to)))).toEqual(values);
  });
});
