import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { type Card, commentaryCards, valueCard } from "../card.ts";
import { Header, parseHeader } from "../header.ts";
import { openFits } from "../open-fits.ts";
import { imageLayout } from "../read-image-layout.ts";
import { readRows } from "../read-rows.ts";
import { type EncodedTile, encodeIntegerTile, encodeTile } from "../tiles/index.ts";
import { type CompressedImageOptions, createCompressedImageWriter } from "./compressed-image-writer.ts";

let path = "";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fits-writer-"));
  path = join(folder, "out.fits");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const width = 50;
const rows = Array.from({ length: 6 }, (_, y) =>
  Float32Array.from({ length: width }, (_, x) => 200 + 13 * Math.sin(x * x + y)),
);
const options = (changes: Partial<CompressedImageOptions> = {}): CompressedImageOptions => ({
  key: "ab".repeat(32),
  comment: "Datalab Median on a-frame, b-frame",
  header: new Header(),
  width,
  height: 6,
  bitpix: -32,
  quantizeLevel: 16,
  ...changes,
});

async function write(tiles: EncodedTile[], changes: Partial<CompressedImageOptions> = {}): Promise<Uint8Array> {
  const writer = await createCompressedImageWriter(path, options(changes));
  for (let i = 0; i < tiles.length; i += 4) await writer.append(tiles.slice(i, i + 4));
  const { size } = await writer.finish();
  const bytes = await readFile(path);
  expect(bytes).toHaveLength(size);
  expect(size % 2880).toBe(0);
  return bytes;
}

async function read(bytes: Uint8Array) {
  const file = await openFits(bytesSource(bytes));
  const layout = await imageLayout(file, file.hdus[1]);
  return { file, layout, pixels: await readRows(file, layout, 0, layout.height) };
}

const tiles = rows.map((row) => encodeTile(row, 16));

describe("createCompressedImageWriter", () => {
  it("writes the cards of fits.md §5 in their order", async () => {
    const inherited = new Header([
      valueCard("XTENSION", "IMAGE"),
      valueCard("BITPIX", 16),
      valueCard("NAXIS", 2),
      valueCard("NAXIS1", 9),
      valueCard("NAXIS2", 9),
      valueCard("OBJECT", "M 42"),
      valueCard("BZERO", 32768),
      valueCard("BSCALE", 1),
      valueCard("BLANK", 0),
      valueCard("ZQUANTIZ", "SUBTRACTIVE_DITHER_1"),
      valueCard("ZDITHER0", 38),
      valueCard("TFORM1", "1PB(2)"),
      valueCard("CHECKSUM", "x"),
      valueCard("DATASUM", "x"),
      valueCard("EXTNAME", "sci-in"),
      valueCard("ZENITH", 30),
      valueCard("OBJECT", "again"),
      ...commentaryCards("COMMENT", "kept"),
      ...commentaryCards("HISTORY", "kept too"),
    ]);
    const bytes = await write(tiles, { header: inherited });
    const primary = parseHeader(bytes);
    expect(primary.cards.map((card) => [card.keyword, card.value ?? card.comment])).toEqual([
      ["SIMPLE", true],
      ["BITPIX", 8],
      ["NAXIS", 0],
      ["EXTEND", true],
      ["DLAB_KEY", "ab".repeat(32)],
      ["COMMENT", "Datalab Median on a-frame, b-frame"],
    ]);
    const extension = parseHeader(bytes.subarray(2880));
    const longest = Math.max(...tiles.map((tile) => tile.data.length));
    expect(extension.cards.map((card) => [card.keyword, card.value ?? card.comment])).toEqual([
      ["XTENSION", "BINTABLE"],
      ["BITPIX", 8],
      ["NAXIS", 2],
      ["NAXIS1", 32],
      ["NAXIS2", 6],
      ["PCOUNT", tiles.reduce((sum, tile) => sum + tile.data.length, 0)],
      ["GCOUNT", 1],
      ["TFIELDS", 4],
      ["TTYPE1", "COMPRESSED_DATA"],
      ["TFORM1", `1PB(${longest})`],
      ["TTYPE2", "GZIP_COMPRESSED_DATA"],
      ["TFORM2", "1PB(0)"],
      ["TTYPE3", "ZSCALE"],
      ["TFORM3", "1D"],
      ["TTYPE4", "ZZERO"],
      ["TFORM4", "1D"],
      ["ZIMAGE", true],
      ["ZTENSION", "IMAGE"],
      ["ZBITPIX", -32],
      ["ZNAXIS", 2],
      ["ZNAXIS1", width],
      ["ZNAXIS2", 6],
      ["ZPCOUNT", 0],
      ["ZGCOUNT", 1],
      ["ZTILE1", width],
      ["ZTILE2", 1],
      ["ZCMPTYPE", "RICE_1"],
      ["ZNAME1", "BLOCKSIZE"],
      ["ZVAL1", 32],
      ["ZNAME2", "BYTEPIX"],
      ["ZVAL2", 4],
      ["ZNAME3", "NOISEBIT"],
      ["ZVAL3", 16],
      ["ZQUANTIZ", "NO_DITHER"],
      ["OBJECT", "M 42"],
      ["EXTNAME", "SCI"],
      ["ZENITH", 30],
      ["COMMENT", "kept"],
      ["HISTORY", "kept too"],
    ]);
  });

  it("gives the pixels back to half a quantisation step", async () => {
    const { pixels, file } = await read(await write(tiles));
    expect(file.find("sci")?.kind).toBe("compressed-image");
    rows.forEach((row, y) => {
      row.forEach((value, x) => {
        expect(Math.abs(pixels[y * width + x] - value)).toBeLessThanOrEqual(tiles[y].scale / 2 + 1e-5);
      });
    });
  });

  it("keeps rows that cannot be quantised exactly, and pixels without a value as NaN", async () => {
    const flat = new Float32Array(width).fill(7.25);
    const holes = rows[1].map((value, x) => (x % 10 === 0 ? Number.NaN : value));
    const bytes = await write([flat, holes, ...rows.slice(2)].map((row) => encodeTile(row, 16)));
    const { pixels, file } = await read(bytes);
    expect([...pixels.subarray(0, width)]).toEqual([...flat]);
    expect(pixels.findIndex(Number.isNaN)).toBe(width);
    expect(pixels.filter(Number.isNaN)).toHaveLength(5);
    const header = file.hdus[1].rawHeader;
    expect(header.integer("ZBLANK")).toBe(-2147483648);
    expect(header.string("TFORM2")).toMatch(/^1PB\([1-9]\d*\)$/);
  });

  it("keeps the place of the header whether or not a ZBLANK card fills its block", async () => {
    const holes = rows.map((row) =>
      encodeTile(
        row.map((value, x) => (x === 3 ? Number.NaN : value)),
        16,
      ),
    );
    for (let extra = 0; extra < 40; extra++) {
      const cards: Card[] = Array.from({ length: extra }, (_, i) => valueCard(`K${i}`, i));
      for (const set of [tiles, holes]) {
        const { pixels, file } = await read(await write(set, { header: new Header(cards) }));
        expect(file.hdus[1].header.get(`K${extra - 1}`)).toBe(extra === 0 ? undefined : extra - 1);
        expect(pixels[4]).toBeCloseTo(rows[0][4], 0);
      }
    }
  });

  it.each([
    [8, 1, 0],
    [16, 2, 32768],
    [32, 4, undefined],
  ] as const)("writes integers of BITPIX %d", async (bitpix, bytePix, bzero) => {
    const integers = rows.map((row) => Int32Array.from(row));
    const { pixels, layout, file } = await read(
      await write(
        integers.map((row) => encodeIntegerTile(row, bytePix)),
        { bitpix, bzero },
      ),
    );
    expect(layout).toMatchObject({ bitpix, bzero: bzero ?? 0 });
    expect(file.hdus[1].rawHeader.integer("NAXIS1")).toBe(8);
    expect([...pixels]).toEqual(integers.flatMap((row) => [...row].map((value) => value + (bzero ?? 0))));
  });

  it("writes the same bytes for the same tiles", async () => {
    expect(Buffer.compare(await write(tiles), await write(tiles))).toBe(0);
  });

  it("refuses to finish early or to take more tiles than rows", async () => {
    const writer = await createCompressedImageWriter(path, options());
    await writer.append(tiles.slice(1));
    await expect(writer.finish()).rejects.toMatchObject({ code: "fits.not_writable" });
    await expect(writer.append(tiles)).rejects.toMatchObject({ code: "fits.not_writable" });
    await writer.abort();
    await expect(access(path)).rejects.toThrow();
  });
});
