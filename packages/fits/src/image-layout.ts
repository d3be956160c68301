/** Tile codecs of the FITS 4.0 standard, §10.4. `RICE_ONE` is read as `RICE_1`. */
export type TileCodec = "RICE_1" | "GZIP_1" | "GZIP_2" | "PLIO_1" | "HCOMPRESS_1" | "NOCOMPRESS";

/** How floating point pixels were turned into integers before compression; "none": they were not. */
export type Quantize = "none" | "NO_DITHER" | "SUBTRACTIVE_DITHER_1" | "SUBTRACTIVE_DITHER_2";

/** BITPIX (FITS 4.0, §4.4.1.1): bits of a stored pixel; negative for IEEE floats. 8 is unsigned, the other integers are signed. */
export type Bitpix = 8 | 16 | 32 | 64 | -32 | -64;

/** Where the stored pixels of one image lie in its file and what they mean. Plain data: it may be cloned or shared between threads. */
export interface ImageLayout {
  /** What messages about these pixels call the HDU: "HDU 1 (SCI)". */
  label?: string;
  /** NAXIS1. */
  width: number;
  /** NAXIS2; 1 for a one-dimensional image. */
  height: number;
  bitpix: Bitpix;
  bscale: number;
  bzero: number;
  /** The stored integer that means "no value". */
  blank: bigint | number | null;
  storage: PlainStorage | TiledStorage;
}

/** Big-endian pixels one after the other. */
export interface PlainStorage {
  kind: "plain";
  dataOffset: number;
}

/** A tile-compressed image, or one plane of it (FITS 4.0, §10.1): one entry of the arrays a tile. */
export interface TiledStorage {
  kind: "tiles";
  codec: TileCodec;
  tileWidth: number;
  tileHeight: number;
  tilesX: number;
  tilesY: number;
  /** RICE_1: pixels a block. */
  blockSize: number;
  /** RICE_1: bytes a decoded pixel. */
  bytePix: 1 | 2 | 4 | 8;
  /** Where tiles hold more than one plane of a cube: how many, and which of them (from 0) is that of this layout. */
  slab?: { planes: number; plane: number };
  hcompressScale: number;
  hcompressSmooth: boolean;
  quantize: Quantize;
  zdither0: number;
  /** The ZBLANK keyword; a tile's own value in `blankOfTile` wins. */
  zblank: number | null;
  /** Absolute file offset of each tile's bytes, already checked against the length of the file. Row-major, tile 0 at the lower left. */
  offset: Float64Array;
  length: Uint32Array;
  /** 0: COMPRESSED_DATA, 1: GZIP_COMPRESSED_DATA, 2: UNCOMPRESSED_DATA; `offset` and `length` point at that data. */
  fallback: Uint8Array;
  scale: Float64Array;
  zero: Float64Array;
  blankOfTile: Int32Array | null;
}
