import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { type Card, valueCard } from "./card.ts";
import { formatHeader } from "./header.ts";
import type { TiledStorage } from "./image-layout.ts";
import { type FitsFile, openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import type { NewHdu } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

const open = (hdus: NewHdu[]) => openFits(bytesSource(formatFits(hdus)));
const pixels = Float32Array.from({ length: 60 }, (_, i) => 100 + 7 * Math.sin(i * 1.7));
const sci: NewHdu = { kind: "compressed-image", name: "SCI", width: 20, height: 3, pixels };

/** A file whose tile table and heap are given as they are; `rows` are 32-bit words. */
async function tiled(cards: Card[], columns: [string, string][], rows: number[][], heap: number[]): Promise<FitsFile> {
  const table = Buffer.concat(rows.map((row) => Buffer.from(Int32Array.from(row).buffer).swap32()));
  const header = [
    valueCard("XTENSION", "BINTABLE"),
    valueCard("BITPIX", 8),
    valueCard("NAXIS", 2),
    valueCard("NAXIS1", 4 * rows[0].length),
    valueCard("NAXIS2", rows.length),
    valueCard("PCOUNT", heap.length),
    valueCard("GCOUNT", 1),
    valueCard("TFIELDS", columns.length),
    ...columns.flatMap(([name, form], i) => [valueCard(`TTYPE${i + 1}`, name), valueCard(`TFORM${i + 1}`, form)]),
    valueCard("ZIMAGE", true),
    ...cards,
  ];
  const bytes = Buffer.concat([formatFits([{ kind: "primary" }]), formatHeader(header), table, Buffer.from(heap)]);
  return openFits(bytesSource(bytes));
}

const shape = (width: number, height: number, bitpix = 16, codec = "NOCOMPRESS") => [
  valueCard("ZBITPIX", bitpix),
  valueCard("ZNAXIS", 2),
  valueCard("ZNAXIS1", width),
  valueCard("ZNAXIS2", height),
  valueCard("ZCMPTYPE", codec),
];
const data: [string, string][] = [["COMPRESSED_DATA", "1PB(4)"]];

describe("imageLayout", () => {
  it("describes a plain image and reads any of its rows", async () => {
    const file = await open([{ kind: "image", width: 2, height: 3, pixels: Uint16Array.of(1, 2, 3, 4, 65535, 6) }]);
    const layout = await imageLayout(file, file.hdus[0]);
    expect(layout).toEqual({
      label: "HDU 0 (PRIMARY)",
      width: 2,
      height: 3,
      bitpix: 16,
      bscale: 1,
      bzero: 32768,
      blank: null,
      storage: { kind: "plain", dataOffset: 2880 },
    });
    expect(await readRows(file, layout, 1, 3)).toEqual(Float64Array.of(3, 4, 65535, 6));
    expect(await readRows(file, layout, 1, 1)).toHaveLength(0);
    await expect(readRows(file, layout, 0, 4)).rejects.toMatchObject({ code: "fits.no_image" });
  });

  it("turns BLANK into NaN for integers and leaves floats alone", async () => {
    const blank = [valueCard("BLANK", 3)];
    const bytes = formatFits([{ kind: "image", width: 2, height: 1, pixels: Int16Array.of(3, 4) }]);
    const header = [
      valueCard("SIMPLE", true),
      valueCard("BITPIX", 16),
      valueCard("NAXIS", 2),
      valueCard("NAXIS1", 2),
      valueCard("NAXIS2", 1),
      ...blank,
    ];
    const file = await openFits(bytesSource(Buffer.concat([formatHeader(header), bytes.subarray(2880)])));
    expect(await readRows(file, await imageLayout(file, file.hdus[0]), 0, 1)).toEqual(Float64Array.of(Number.NaN, 4));
  });

  it("says of a cube what it is, and reads the plane that is chosen", async () => {
    const cube = Int16Array.from({ length: 24 }, (_, i) => i);
    const file = await open([{ kind: "image", width: 4, height: 3, axes: [2], pixels: cube }]);
    await expect(imageLayout(file, file.hdus[0])).rejects.toMatchObject({
      code: "fits.no_image",
      message: "HDU 0 (PRIMARY) holds an image of 3 axes, 4 × 3 × 2; only two are read: choose a plane.",
    });
    expect(await readRows(file, await imageLayout(file, file.hdus[0], 1), 0, 1)).toEqual(
      Float64Array.of(12, 13, 14, 15),
    );
  });

  it("describes the tiles of a compressed image in memory that threads can share", async () => {
    const file = await open([sci]);
    const layout = await imageLayout(file, file.hdus[1]);
    const storage = layout.storage as TiledStorage;
    expect(layout).toMatchObject({ width: 20, height: 3, bitpix: -32, bscale: 1, bzero: 0, blank: null });
    expect(storage).toMatchObject({
      codec: "RICE_1",
      tileWidth: 20,
      tileHeight: 1,
      tilesX: 1,
      tilesY: 3,
      blockSize: 32,
      bytePix: 4,
    });
    expect(storage).toMatchObject({ quantize: "NO_DITHER", zblank: null, blankOfTile: null });
    expect(storage.offset.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(structuredClone({ ...layout }).width).toBe(20);
    expect(storage.offset[0]).toBe(file.hdus[1].dataOffset + 3 * 32);
    expect(storage.offset[1]).toBe(storage.offset[0] + storage.length[0]);
  });

  it("reads the same rows alone as together", async () => {
    const file = await open([sci]);
    const layout = await imageLayout(file, file.hdus[1]);
    const all = await readRows(file, layout, 0, 3);
    expect(await readRows(file, layout, 2, 3)).toEqual(all.subarray(40));
    expect(Math.max(...all.map((value, i) => Math.abs(value - pixels[i])))).toBeLessThan(0.5);
  });

  it("defaults to row tiles, and points at UNCOMPRESSED_DATA where COMPRESSED_DATA is empty", async () => {
    const columns: [string, string][] = [
      ["COMPRESSED_DATA", "1PB(4)"],
      ["UNCOMPRESSED_DATA", "1PI(2)"],
    ];
    const rows = [
      [4, 0, 0, 0],
      [0, 0, 2, 4],
    ];
    const file = await tiled(shape(2, 2), columns, rows, [0, 1, 0, 2, 0, 3, 255, 255]);
    const layout = await imageLayout(file, file.hdus[1]);
    expect((layout.storage as TiledStorage).fallback).toEqual(new Uint8Array(new SharedArrayBuffer(2)).fill(2, 1));
    expect((layout.storage as TiledStorage).length[1]).toBe(4);
    expect(await readRows(file, layout, 0, 2)).toEqual(Float64Array.of(1, 2, 3, -1));
  });

  it("reads Q descriptors, tiles cut at the edges, and BLANK from ZBLANK", async () => {
    const cards = [...shape(3, 3), valueCard("ZTILE1", 2), valueCard("ZTILE2", 2), valueCard("ZBLANK", 7)];
    const lengths = [8, 4, 4, 2];
    const rows = lengths.map((length, i) => [0, length, 0, lengths.slice(0, i).reduce((sum, value) => sum + value, 0)]);
    const heap = [0, 1, 0, 2, 0, 4, 0, 5, 0, 3, 0, 6, 0, 7, 0, 8, 0, 9];
    const file = await tiled(cards, [["COMPRESSED_DATA", "1QB(8)"]], rows, heap);
    const layout = await imageLayout(file, file.hdus[1]);
    expect(await readRows(file, layout, 0, 3)).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6, Number.NaN, 8, 9));
    expect(await readRows(file, layout, 1, 2)).toEqual(Float64Array.of(4, 5, 6));
  });

  it("takes ZSCALE, ZZERO and ZBLANK from keywords or from columns", async () => {
    const float = [...shape(1, 2, -32), valueCard("ZSCALE", 0.5), valueCard("ZZERO", 10), valueCard("ZBLANK", -1)];
    const heap = [0, 0, 0, 4, 255, 255, 255, 255];
    const byKeyword = await tiled(
      float,
      data,
      [
        [4, 0],
        [4, 4],
      ],
      heap,
    );
    const layout = await imageLayout(byKeyword, byKeyword.hdus[1]);
    expect(layout.storage).toMatchObject({ quantize: "NO_DITHER", zblank: -1 });
    expect(await readRows(byKeyword, layout, 0, 2)).toEqual(Float64Array.of(12, Number.NaN));

    const columns: [string, string][] = [...data, ["ZSCALE", "1D"], ["ZZERO", "1D"], ["ZBLANK", "1J"]];
    const two = [0x40000000, 0];
    const rows = [
      [4, 0, ...two, ...two, 5],
      [4, 0, ...two, ...two, 4],
    ];
    const byColumn = await tiled(shape(1, 2, -32), columns, rows, heap);
    expect(await readRows(byColumn, await imageLayout(byColumn, byColumn.hdus[1]), 0, 2)).toEqual(
      Float64Array.of(10, Number.NaN),
    );
  });

  it("reads floats without ZSCALE as they are", async () => {
    const file = await tiled(shape(1, 1, -32), data, [[4, 0]], [0x3f, 0xc0, 0, 0]);
    const layout = await imageLayout(file, file.hdus[1]);
    expect(layout.storage).toMatchObject({ quantize: "none" });
    expect(await readRows(file, layout, 0, 1)).toEqual(Float64Array.of(1.5));
  });

  it("reads one plane of a cube on demand", async () => {
    const cube = shape(1, 1).map((card) => (card.keyword === "ZNAXIS" ? valueCard("ZNAXIS", 3) : card));
    cube.push(valueCard("ZNAXIS3", 2));
    const file = await tiled(
      cube,
      data,
      [
        [2, 0],
        [2, 2],
      ],
      [0, 5, 0, 6],
    );
    await expect(imageLayout(file, file.hdus[1])).rejects.toMatchObject({ code: "fits.no_image" });
    await expect(imageLayout(file, file.hdus[1], 2)).rejects.toMatchObject({ code: "fits.no_image" });
    expect(await readRows(file, await imageLayout(file, file.hdus[1], 1), 0, 1)).toEqual(Float64Array.of(6));
  });

  const extra = (...cards: Card[]) => [...shape(2, 1), ...cards];
  it.each<[string, string, Card[], number[][]]>([
    ["fits.bad_descriptor", "a tile outside the heap", shape(2, 1), [[4, 1]]],
    ["fits.bad_descriptor", "a negative length", shape(2, 1), [[-4, 0]]],
    ["fits.tile_corrupt", "a tile without data", shape(2, 1), [[0, 0]]],
    ["fits.tile_corrupt", "four bytes for ten million pixels", shape(1e7, 1), [[4, 0]]],
    ["fits.too_large", "a tile of a hundred million pixels", shape(1e8, 1), [[4, 0]]],
    ["fits.tile_corrupt", "fewer rows than tiles", shape(2, 2), [[4, 0]]],
    ["fits.codec_unsupported", "an unknown codec", shape(2, 1, 16, "ZSTD_9"), [[4, 0]]],
    ["fits.bad_keyword", "a tile of no width", extra(valueCard("ZTILE1", 0)), [[4, 0]]],
    [
      "fits.bad_keyword",
      "blocks of no pixels",
      extra(valueCard("ZNAME1", "BLOCKSIZE"), valueCard("ZVAL1", 0)),
      [[4, 0]],
    ],
    ["fits.bad_keyword", "three bytes a pixel", extra(valueCard("ZNAME1", "BYTEPIX"), valueCard("ZVAL1", 3)), [[4, 0]]],
    [
      "fits.codec_unsupported",
      "an unknown quantisation",
      [...shape(1, 1, -32), valueCard("ZSCALE", 1), valueCard("ZQUANTIZ", "ODD")],
      [[4, 0]],
    ],
    [
      "fits.bad_keyword",
      "a dither seed out of range",
      [
        ...shape(1, 1, -32),
        valueCard("ZSCALE", 1),
        valueCard("ZQUANTIZ", "SUBTRACTIVE_DITHER_1"),
        valueCard("ZDITHER0", 0),
      ],
      [[4, 0]],
    ],
  ])("answers %s for %s", async (code, _, cards, rows) => {
    const file = await tiled(cards, data, rows, [0, 1, 0, 2]);
    await expect(imageLayout(file, file.hdus[1])).rejects.toMatchObject({ code });
  });

  it("answers fits.bad_table for tiles that are not of variable length", async () => {
    const file = await tiled(shape(2, 1), [["COMPRESSED_DATA", "4B"]], [[1]], []);
    await expect(imageLayout(file, file.hdus[1])).rejects.toMatchObject({ code: "fits.bad_table" });
  });

  it("answers fits.no_image for a table and for an empty primary HDU", async () => {
    const file = await open([{ kind: "table", name: "CAT", columns: [] }]);
    await expect(imageLayout(file, file.hdus[0])).rejects.toMatchObject({ code: "fits.no_image" });
    await expect(imageLayout(file, file.hdus[1])).rejects.toMatchObject({ code: "fits.no_image" });
  });
});
