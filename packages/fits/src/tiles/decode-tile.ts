import { AppError } from "@datalab/errors";
import type { Bitpix, ImageLayout, TiledStorage } from "../image-layout.ts";
import { bigEndianNumbers, physicalPixels, roundToFloat32, scaleStored } from "./big-endian.ts";
import { gunzipTile, unshuffleBytes } from "./gunzip-tile.ts";
import { hcompressDecode } from "./hcompress-decode.ts";
import { plioDecode } from "./plio-decode.ts";
import { riceDecode } from "./rice-decode.ts";
import type { TileDecoder } from "./tile-codec.ts";
import { inTile, tileCorrupt } from "./tile-error.ts";
import { tileShape } from "./tile-shape.ts";
import { unquantise } from "./unquantise.ts";

const integerTypes: Record<number, Bitpix> = { 1: 8, 2: 16, 4: 32, 8: 64 };

/**
 * The plain TypeScript codecs behind the port: every codec of the standard and the fallback columns. Of a tile that spans several planes
 * the pixels of the layout's plane are returned.
 */
export const decodeTile: TileDecoder = (bytes, layout, tile) => {
  const storage = tiledStorage(layout);
  const { width, height } = tileShape(layout, storage, tile);
  const { planes, plane } = storage.slab ?? { planes: 1, plane: 0 };
  const area = width * height;
  try {
    const pixels = decodePixels(bytes, layout, storage, tile, { width, rows: height * planes, count: area * planes });
    return planes === 1 ? pixels : pixels.subarray(plane * area, (plane + 1) * area);
  } catch (thrown) {
    throw thrown instanceof AppError && thrown.code === "fits.tile_corrupt"
      ? inTile(thrown, layout.label, tile)
      : thrown;
  }
};

/** The pixels of one tile, all of its planes as one tall image. */
interface TileSize {
  width: number;
  rows: number;
  count: number;
}

function decodePixels(
  bytes: Uint8Array,
  layout: ImageLayout,
  storage: TiledStorage,
  tile: number,
  size: TileSize,
): Float64Array {
  if (storage.fallback[tile] !== 0) return decodeFallback(bytes, layout, storage.fallback[tile], size.count);
  if (storage.quantize === "none") return decodeUnquantised(bytes, layout, storage, tile, size);
  const values = unquantise(decodeIntegers(bytes, storage, size), {
    method: storage.quantize,
    scale: storage.scale[tile],
    zero: storage.zero[tile],
    blank: storage.blankOfTile?.[tile] ?? storage.zblank,
    tile,
    zdither0: storage.zdither0,
  });
  return layout.bitpix === -32 ? roundToFloat32(values) : values;
}

function tiledStorage(layout: ImageLayout): TiledStorage {
  if (layout.storage.kind === "tiles") return layout.storage;
  throw new AppError("internal", "fits.not_tiled", "A tile was asked of an image without tiles.");
}

/** Fallback 1 is gzip, 2 plain; both hold the original pixels. */
function decodeFallback(bytes: Uint8Array, layout: ImageLayout, kind: number, count: number): Float64Array {
  const size = (Math.abs(layout.bitpix) / 8) * count;
  const plain = kind === 1 ? gunzipTile(bytes, size) : bytes;
  if (plain.length !== size) throw tileCorrupt("a tile has the wrong number of pixels");
  return physicalPixels(plain, layout);
}

function decodeUnquantised(
  bytes: Uint8Array,
  layout: ImageLayout,
  storage: TiledStorage,
  tile: number,
  size: TileSize,
): Float64Array {
  const blank = storage.blankOfTile?.[tile] ?? storage.zblank ?? layout.blank;
  const integers = integerCodec(bytes, storage, size);
  const nullValue = blank === null ? null : Number(blank);
  if (integers && layout.bitpix < 0)
    throw tileCorrupt(`${storage.codec} holds integers, but no ZSCALE makes them floats`);
  if (integers) return scaleStored(Float64Array.from(integers), layout, nullValue);
  const plain = decodeBytes(bytes, storage, size.count);
  const elementSize = plain.length / size.count;
  if (elementSize === Math.abs(layout.bitpix) / 8) return physicalPixels(plain, { ...layout, blank });
  if (layout.bitpix < 0) throw tileCorrupt("a tile has the wrong number of pixels");
  return scaleStored(bigEndianNumbers(plain, integerTypes[elementSize]), layout, nullValue);
}

function decodeIntegers(bytes: Uint8Array, storage: TiledStorage, size: TileSize): Int32Array {
  const integers = integerCodec(bytes, storage, size);
  if (integers) return integers;
  const plain = decodeBytes(bytes, storage, size.count);
  return Int32Array.from(bigEndianNumbers(plain, integerTypes[plain.length / size.count]));
}

/** The pixels where the codec knows integers only; undefined for one that packs bytes. */
function integerCodec(bytes: Uint8Array, storage: TiledStorage, { width, rows, count }: TileSize) {
  switch (storage.codec) {
    case "RICE_1":
      return decodeRice(bytes, storage, count);
    case "PLIO_1":
      return plioDecode(bytes, count);
    case "HCOMPRESS_1":
      return hcompressDecode(bytes, rows, width, storage.hcompressSmooth);
    default:
      return undefined;
  }
}

function decodeRice(bytes: Uint8Array, storage: TiledStorage, count: number): Int32Array {
  if (storage.bytePix === 8) {
    throw new AppError("invalid", "fits.codec_unsupported", "RICE_1 images with 8 bytes a pixel cannot be read.");
  }
  return riceDecode(bytes, count, storage.bytePix, storage.blockSize);
}

/** Big-endian elements of 1, 2, 4 or 8 bytes. */
function decodeBytes(bytes: Uint8Array, { codec }: TiledStorage, count: number): Uint8Array {
  const plain = codec === "NOCOMPRESS" ? bytes : gunzipTile(bytes, count * 8);
  const elementSize = plain.length / count;
  if (!(elementSize in integerTypes)) throw tileCorrupt("a tile has the wrong number of pixels");
  return codec === "GZIP_2" ? unshuffleBytes(plain, elementSize) : plain;
}
