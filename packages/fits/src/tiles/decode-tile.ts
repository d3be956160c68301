import { AppError } from "@datalab/errors";
import type { Bitpix, ImageLayout, TiledStorage } from "../image-layout.ts";
import { bigEndianNumbers, physicalPixels, roundToFloat32, scaleStored } from "./big-endian.ts";
import { gunzipTile, unshuffleBytes } from "./gunzip-tile.ts";
import { riceDecode } from "./rice-decode.ts";
import type { TileDecoder } from "./tile-codec.ts";
import { tileCorrupt } from "./tile-error.ts";
import { tileShape } from "./tile-shape.ts";
import { unquantise } from "./unquantise.ts";

const integerTypes: Record<number, Bitpix> = { 1: 8, 2: 16, 4: 32, 8: 64 };

/** The plain TypeScript codecs behind the port: RICE_1, GZIP_1, GZIP_2, NOCOMPRESS and the fallback columns. */
export const decodeTile: TileDecoder = (bytes, layout, tile) => {
  const storage = tiledStorage(layout);
  const { width, height } = tileShape(layout, storage, tile);
  const count = width * height;
  if (storage.fallback[tile] !== 0) return decodeFallback(bytes, layout, storage.fallback[tile], count);
  if (storage.quantize === "none") return decodeUnquantised(bytes, layout, storage, tile, count);
  const values = unquantise(decodeIntegers(bytes, storage, count), {
    method: storage.quantize,
    scale: storage.scale[tile],
    zero: storage.zero[tile],
    blank: storage.blankOfTile?.[tile] ?? storage.zblank,
    tile,
    zdither0: storage.zdither0,
  });
  return layout.bitpix === -32 ? roundToFloat32(values) : values;
};

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
  count: number,
): Float64Array {
  const blank = storage.blankOfTile?.[tile] ?? storage.zblank ?? layout.blank;
  if (storage.codec === "RICE_1") {
    return scaleStored(
      Float64Array.from(decodeRice(bytes, storage, count)),
      layout,
      blank === null ? null : Number(blank),
    );
  }
  const plain = decodeBytes(bytes, storage, count);
  const elementSize = plain.length / count;
  if (elementSize === Math.abs(layout.bitpix) / 8) return physicalPixels(plain, { ...layout, blank });
  if (layout.bitpix < 0) throw tileCorrupt("a tile has the wrong number of pixels");
  return scaleStored(bigEndianNumbers(plain, integerTypes[elementSize]), layout, blank === null ? null : Number(blank));
}

function decodeIntegers(bytes: Uint8Array, storage: TiledStorage, count: number): Int32Array {
  if (storage.codec === "RICE_1") return decodeRice(bytes, storage, count);
  const plain = decodeBytes(bytes, storage, count);
  return Int32Array.from(bigEndianNumbers(plain, integerTypes[plain.length / count]));
}

function decodeRice(bytes: Uint8Array, storage: TiledStorage, count: number): Int32Array {
  if (storage.bytePix === 8) throw unsupported("RICE_1 with 8 bytes a pixel");
  return riceDecode(bytes, count, storage.bytePix, storage.blockSize);
}

/** Big-endian elements of 1, 2, 4 or 8 bytes. */
function decodeBytes(bytes: Uint8Array, { codec }: TiledStorage, count: number): Uint8Array {
  if (codec === "PLIO_1" || codec === "HCOMPRESS_1") throw unsupported(codec);
  const plain = codec === "NOCOMPRESS" ? bytes : gunzipTile(bytes, count * 8);
  const elementSize = plain.length / count;
  if (!(elementSize in integerTypes)) throw tileCorrupt("a tile has the wrong number of pixels");
  return codec === "GZIP_2" ? unshuffleBytes(plain, elementSize) : plain;
}

function unsupported(codec: string): AppError {
  return new AppError("invalid", "fits.codec_unsupported", `Images compressed with ${codec} cannot be read yet.`);
}
