import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { valueCard } from "../card.ts";
import { withRawCards } from "../cards/raw-cards.fixture.ts";
import { openFits } from "../open-fits.ts";
import type { NewHdu } from "../write/new-hdu.ts";
import { formatFits } from "../write/write-fits.ts";

const command = fileURLToPath(new URL("../../../../scripts/fits.mjs", import.meta.url));
let folder = "";
const inFolder = (name: string) => join(folder, name);

/** Runs the command as a person does: a process of its own, in the folder of the files. */
async function fits(...words: string[]): Promise<{ code: number; out: Buffer; err: string }> {
  // What npm tells a script of where the person is; the script itself runs in the root of the repository.
  const env = { INIT_CWD: folder };
  const child = spawn(process.execPath, [command, ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
  const code = new Promise<number>((resolve) => child.on("close", resolve));
  const [out, err] = await Promise.all([buffer(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

const pixels = Int16Array.from({ length: 12 }, (_, i) => (i === 5 ? -1 : i * i));
const world = [
  valueCard("CTYPE1", "RA---TAN"),
  valueCard("CTYPE2", "DEC--TAN"),
  valueCard("CRVAL1", 150),
  valueCard("CRVAL2", -30),
  valueCard("CRPIX1", 2.5),
  valueCard("CRPIX2", 2),
  valueCard("CDELT1", -0.001),
  valueCard("CDELT2", 0.001),
];
const hdus: NewHdu[] = [
  { kind: "primary", cards: [valueCard("OBSERVER", "O'Hara")] },
  { kind: "compressed-image", name: "SCI", cards: world, width: 4, height: 3, pixels },
  {
    kind: "table",
    name: "CAT",
    columns: [
      { name: "id", data: BigInt64Array.of(9_007_199_254_740_993n, 2n, 3n) },
      { name: "x", data: Float64Array.of(0.1, Number.NaN, -1e300) },
      { name: "word", data: ["a,b", 'say "hi"', ""] },
      { name: "good", data: [true, false, true] },
      { name: "pair", width: 2, data: Int32Array.of(1, 2, 3, 4, 5, 6) },
    ],
  },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fits-cli-"));
  const file = formatFits(hdus);
  await writeFile(inFolder("frame.fits"), file);
  await writeFile(inFolder("wrapped.fits"), gzipSync(file));
  await writeFile(inFolder("cut.fits"), file.subarray(0, file.length - 2880));
  await writeFile(inFolder("plain.fits"), formatFits([{ kind: "image", width: 4, height: 3, pixels }]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("fits", () => {
  it("info tells HDUs, shapes, codecs and sky, also of a gzip-wrapped file", async () => {
    const { code, out } = await fits("info", "wrapped.fits");
    expect(code).toBe(0);
    const lines = out.toString().split("\n");
    expect(lines[0]).toMatch(/^3 HDUs, \d+ bytes, gzip-wrapped$/);
    expect(lines[1]).toBe("HDU 0 (PRIMARY): no data");
    expect(lines[2]).toBe("HDU 1 (SCI): 4 × 3 int16, RICE_1, tiles of 4 × 1");
    expect(lines[3]).toContain("sky: TAN, centre 150.000000 -30.000000 ICRS, 3.600″ × 3.600″ a pixel, up is 0.00°");
    expect(lines[4]).toContain("HDU 2 (CAT): table of 3 rows × 5 columns: id 1K, x 1D, word 8A, good 1L, pair 2J");
  });

  it("header shows one HDU by name or index, or all", async () => {
    const image = (await fits("header", "frame.fits", "sci")).out.toString();
    expect(image).toMatch(/^XTENSION= 'IMAGE {3}'/);
    expect(image).toContain("CTYPE1  = 'RA---TAN'");
    expect(image).not.toContain("ZCMPTYPE");
    expect((await fits("header", "frame.fits", "1", "--stored")).out.toString()).toContain("ZCMPTYPE= 'RICE_1  '");
    const all = (await fits("header", "frame.fits")).out.toString();
    expect(all).toContain("OBSERVER= 'O''Hara '");
    expect(all.match(/^END$/gm)).toHaveLength(3);
  });

  it("table writes RFC 4180: exact integers, nothing for NaN, quotes doubled", async () => {
    expect((await fits("table", "frame.fits", "CAT")).out.toString()).toBe(
      "id,x,word,good,pair\r\n" +
        '9007199254740993,0.1,"a,b",T,1 2\r\n' +
        '2,,"say ""hi""",F,3 4\r\n' +
        "3,-1e+300,,T,5 6\r\n",
    );
    expect((await fits("table", "frame.fits", "2", "GOOD,id")).out.toString()).toBe(
      "good,id\r\nT,9007199254740993\r\nF,2\r\nT,3\r\n",
    );
  });

  it("pixels writes little-endian float64, row by row", async () => {
    expect((await fits("pixels", "frame.fits", "SCI", "out.bin")).code).toBe(0);
    const bytes = await readFile(inFolder("out.bin"));
    expect(Array.from({ length: 12 }, (_, i) => bytes.readDoubleLE(i * 8))).toEqual([...pixels]);
    expect((await fits("pixels", "wrapped.fits", "1", "-")).out).toEqual(bytes);
  });

  it("png draws 8-bit grey", async () => {
    expect((await fits("png", "frame.fits", "out.png")).code).toBe(0);
    const png = await readFile(inFolder("out.png"));
    expect(png.toString("latin1", 1, 4)).toBe("PNG");
    // IHDR: width, height, bit depth, colour type grey.
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([4, 3, 8, 0]);
  });

  it("pack and unpack change how pixels are stored and nothing else", async () => {
    expect((await fits("pack", "plain.fits", "packed.fits")).code).toBe(0);
    expect((await fits("unpack", "packed.fits", "unpacked.fits")).code).toBe(0);
    const packed = await openFits(bytesSource(await readFile(inFolder("packed.fits"))));
    expect(packed.hdus.map(({ kind }) => kind)).toEqual(["image", "compressed-image"]);
    expect((await fits("pixels", "unpacked.fits", "1", "-")).out).toEqual(
      (await fits("pixels", "plain.fits", "0", "-")).out,
    );
    expect((await fits("unpack", "frame.fits", "frame.fits")).code).toBe(0);
    await writeFile(inFolder("frame.fits"), gunzipSync(await readFile(inFolder("wrapped.fits"))));
  });

  it("verify: 0 and a word for a sound file, 1 and one line for another", async () => {
    const { code, out, err } = await fits("verify", "frame.fits");
    expect([code, out.toString(), err]).toEqual([0, "sound: 3 HDUs\n", ""]);
    const cut = await fits("verify", "cut.fits");
    expect(cut.code).toBe(1);
    expect(cut.out.toString()).toBe("");
    expect(cut.err).toMatch(/^fits: HDU 2 \(CAT\): the file ends \d+ bytes before the end of the data\.\n$/);
  });

  it("verify: every card that cannot be read on a line; info: why there is no sky", async () => {
    await writeFile(
      inFolder("comma.fits"),
      withRawCards(await readFile(inFolder("frame.fits")), 2880, { CRVAL1: "150,0", EXPTIME: "30,5" }),
    );
    const { code, out, err } = await fits("verify", "comma.fits");
    expect([code, out.toString()]).toEqual([1, ""]);
    expect(err).toBe(
      "fits: HDU 1 (SCI): CRVAL1 must be a number, but reads 150,0.\n" +
        "fits: HDU 1 (SCI): EXPTIME must be a number, but reads 30,5.\n",
    );
    const info = await fits("info", "comma.fits");
    expect(info.code).toBe(1);
    expect(info.out.toString()).toContain("\n  no sky: CRVAL1 must be a number, but reads 150,0\n");
    expect((await fits("unpack", "comma.fits", "left.fits")).code).toBe(0);
    const left = (await fits("header", "left.fits", "SCI")).out.toString();
    expect(left).not.toMatch(/CTYPE|CDELT|EXPTIME/);
    expect(left).toContain("HISTORY Sky coordinates left out: CRVAL1 must be a number");
  });

  it("a failure leaves no file behind", async () => {
    const { code, err } = await fits("pixels", "frame.fits", "CAT", "never.bin");
    expect([code, err]).toEqual([1, "fits: HDU 2 (CAT) holds no image.\n"]);
    expect(existsSync(inFolder("never.bin"))).toBe(false);
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("names what is not there in one line", async () => {
    expect((await fits("info", "none.fits")).err).toMatch(/^fits: .*none\.fits.*\n$/);
    const { code, err } = await fits("header", "frame.fits", "ERR");
    expect([code, err]).toEqual([1, 'fits: There is no HDU "ERR"; the file has 0 (PRIMARY), 1 (SCI), 2 (CAT).\n']);
    expect((await fits("table", "frame.fits", "CAT", "colour")).err).toBe(
      'fits: HDU 2 (CAT) has no column "colour".\n',
    );
  });

  it.each([
    [],
    ["draw", "frame.fits"],
    ["info"],
    ["info", "frame.fits", "extra"],
    ["verify", "frame.fits", "--fast"],
    ["pack", "frame.fits", "out.fits", "--dither", "7"],
  ])("wrong words end in 2 and the usage: %j", async (...words) => {
    const { code, out, err } = await fits(...words);
    expect([code, out.toString()]).toEqual([2, ""]);
    expect(err).toContain("usage: fits COMMAND FILE");
  });

  it("help tells the usage and ends in 0", async () => {
    const { code, out } = await fits("help");
    expect([code, out.toString().includes("pixels FILE HDU OUT")]).toEqual([0, true]);
  });
});
