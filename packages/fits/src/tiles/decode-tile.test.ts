import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ImageLayout, TiledStorage } from "../image-layout.ts";
import { decodeTile } from "./decode-tile.ts";
import { encodeIntegerTile, encodeTile } from "./encode-tile.ts";

const stored = [1, -2, 300, -32768, 32767, 7];
const bigEndian16 = Buffer.alloc(12);
for (const [i, value] of stored.entries()) bigEndian16.writeInt16BE(value, i * 2);
const planes = Buffer.concat([bigEndian16.filter((_, i) => i % 2 === 0), bigEndian16.filter((_, i) => i % 2 === 1)]);

function layout(storage: Partial<TiledStorage>, image: Partial<ImageLayout> = {}): ImageLayout {
  const tile = {
    tileWidth: 3,
    tileHeight: 2,
    tilesX: 1,
    tilesY: 1,
    offset: Float64Array.of(0),
    length: Uint32Array.of(0),
  };
  const columns = {
    fallback: Uint8Array.of(0),
    scale: Float64Array.of(0),
    zero: Float64Array.of(0),
    blankOfTile: null,
  };
  const codec = { codec: "GZIP_1", blockSize: 32, bytePix: 2, hcompressScale: 0, hcompressSmooth: false } as const;
  const quantise = { quantize: "none", zdither0: 1, zblank: null } as const;
  const tiled: TiledStorage = { kind: "tiles", ...tile, ...columns, ...codec, ...quantise, ...storage };
  return { width: 3, height: 2, bitpix: 16, bscale: 1, bzero: 0, blank: null, storage: tiled, ...image };
}

describe("decodeTile", () => {
  it.each<[TiledStorage["codec"], Uint8Array]>([
    ["GZIP_1", gzipSync(bigEndian16)],
    ["GZIP_2", gzipSync(planes)],
    ["NOCOMPRESS", bigEndian16],
    ["RICE_1", encodeIntegerTile(Int32Array.from(stored), 2).data],
  ])("reads integers of %s with BZERO and BLANK", (codec, bytes) => {
    expect([...decodeTile(bytes, layout({ codec }), 0)]).toEqual(stored);
    const unsigned = layout({ codec }, { bzero: 32768, blank: 7 });
    expect([...decodeTile(bytes, unsigned, 0)]).toEqual([
      ...stored.slice(0, 5).map((value) => value + 32768),
      Number.NaN,
    ]);
  });

  it("reads quantised integers of GZIP_1 and a null of the tile's own", () => {
    const quantised = { quantize: "NO_DITHER", scale: Float64Array.of(0.1), zero: Float64Array.of(5) } as const;
    const image = layout({ ...quantised, zblank: 1, blankOfTile: Int32Array.of(300) }, { bitpix: -32 });
    expect([...decodeTile(gzipSync(bigEndian16), image, 0)]).toEqual(
      stored.map((value) => (value === 300 ? Number.NaN : Math.fround(value * 0.1 + 5))),
    );
  });

  it("reads both fallback columns in the image's own type", () => {
    const pixels = Float32Array.of(1.5, Number.NaN, -0, 1e-42, Number.POSITIVE_INFINITY, 3);
    const { data, fallback } = encodeTile(pixels, 16);
    expect(fallback).toBe(true);
    const gzip = layout({ quantize: "NO_DITHER", fallback: Uint8Array.of(1) }, { bitpix: -32 });
    expect([...decodeTile(data, gzip, 0)]).toEqual([...pixels]);
    expect([...decodeTile(bigEndian16, layout({ fallback: Uint8Array.of(2) }), 0)]).toEqual(stored);
  });

  it.each<[string, Uint8Array, Partial<TiledStorage>]>([
    ["garbage for gzip", Buffer.from("not gzip"), {}],
    ["gzip that swells beyond the tile", gzipSync(Buffer.alloc(1_000_000)), {}],
    ["gzip of too few pixels", gzipSync(Buffer.alloc(5)), {}],
    ["a plain tile that is too short", Buffer.alloc(11), { codec: "NOCOMPRESS" }],
    ["an empty tile", new Uint8Array(0), { codec: "RICE_1" }],
    ["a fallback of the wrong size", Buffer.alloc(4), { fallback: Uint8Array.of(2) }],
  ])("refuses %s", (_, bytes, storage) => {
    expect(() => decodeTile(bytes, layout(storage), 0)).toThrow(
      expect.objectContaining({ kind: "invalid", code: "fits.tile_corrupt" }),
    );
  });

  it("names the tile whose data are damaged", () => {
    const twoTiles = layout(
      { codec: "RICE_1", tilesY: 2, fallback: Uint8Array.of(0, 0) },
      { height: 4, label: "HDU 1 (SCI)" },
    );
    expect(() => decodeTile(Buffer.of(1), twoTiles, 1)).toThrow(
      expect.objectContaining({ code: "fits.tile_corrupt", message: expect.stringContaining("HDU 1 (SCI), tile 1: ") }),
    );
  });

  it("takes its plane from a tile that holds several", () => {
    const slab = { planes: 2, plane: 1 };
    const bytes = Buffer.concat([Buffer.alloc(12, 9), bigEndian16]);
    expect([...decodeTile(bytes, layout({ codec: "NOCOMPRESS", slab }), 0)]).toEqual(stored);
  });

  it("refuses RICE_1 with 8 bytes a pixel", () => {
    expect(() => decodeTile(bigEndian16, layout({ codec: "RICE_1", bytePix: 8 }), 0)).toThrow(
      expect.objectContaining({ kind: "invalid", code: "fits.codec_unsupported" }),
    );
  });
});
