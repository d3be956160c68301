import type { ImageLayout } from "../image-layout.ts";

/** One row tile, ready for the heap of a tile-compressed image. */
export interface EncodedTile {
  data: Uint8Array;
  /** The tile could not be quantised: `data` is gzip of the big-endian floats and belongs in GZIP_COMPRESSED_DATA. */
  fallback: boolean;
  /** ZSCALE and ZZERO; both 0 for a fallback tile. */
  scale: number;
  zero: number;
  /** Some pixels are stored as ZBLANK −2147483648. */
  hasNulls: boolean;
}

/**
 * The physical values (BZERO + BSCALE·stored; float32 precision for BITPIX −32) of one tile, row by row; NaN = no value.
 * `bytes` is the tile's data as `offset` and `length` of the layout point at it. Throws `fits.tile_corrupt` or `fits.codec_unsupported`.
 */
export type TileDecoder = (bytes: Uint8Array, layout: ImageLayout, tile: number) => Float64Array;

/** Quantises one row of pixels (NaN = no value) at `quantizeLevel` (NOISEBIT) and compresses it as RICE_1, or as gzip where it cannot be quantised. */
export type TileEncoder = (pixels: Float32Array | Float64Array, quantizeLevel: number) => EncodedTile;
