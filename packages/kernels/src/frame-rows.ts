import { AppError } from "@datalab/errors";
import { decodeTile, ditherSeed, type ImageLayout, physicalPixels, type TiledStorage, tileShape } from "@datalab/fits";
import { readStoredBytes, type StoredBytes } from "./chunk-reader.ts";
import type { FrameInput } from "./frame-input.ts";
import type { Kernels } from "./kernels.ts";

/** Blocks the wasm decoder may see without looking further than `readAhead`. */
const largestBlock = 128;

/** Rows [y0, y1) of one frame: bytes read at once, pixels decoded row by row when asked. */
export class FrameRows {
  private readonly kernels: Kernels;
  private readonly layout: ImageLayout;
  private readonly stored: StoredBytes;
  private readonly x0: number;
  private readonly width: number;
  private readonly integers: number;
  private readonly fast: boolean;
  private doubles = new Float64Array(0);
  private strip: { tileRow: number; pixels: Float64Array } = { tileRow: -1, pixels: new Float64Array(0) };

  /** `width` ≤ the frame's: pixels beyond it are not wanted, nor are those before `x0`, whose tiles need not be decoded. */
  constructor(kernels: Kernels, input: FrameInput, width: number, y0: number, y1: number, x0 = 0) {
    this.kernels = kernels;
    this.layout = input.layout;
    this.x0 = x0;
    this.width = width;
    this.fast = hasRiceRows(input.layout);
    this.integers = this.fast ? kernels.sharedIntegers(width) : 0;
    this.stored = readStoredBytes(kernels, input, y0, y1);
  }

  /** Writes row y as float32 to the memory of the kernels; up to three floats beyond the row are overwritten. */
  readFloat32(y: number, target: number): void {
    const { storage } = this.layout;
    if (this.fast && storage.kind === "tiles" && storage.fallback[y] === 0) this.decodeRiceRow(storage, y, target);
    else this.kernels.floats(target, this.width).set(this.readFloat64(y));
  }

  /** Row y in full precision, valid until the next call. */
  readFloat64(y: number): Float64Array {
    const { storage } = this.layout;
    if (storage.kind !== "tiles") return physicalPixels(this.bytes(y), this.layout).subarray(0, this.width);
    const { quantize } = storage;
    const plain = quantize === "none" || quantize === "NO_DITHER";
    return this.fast && plain && storage.fallback[y] === 0
      ? this.scaleRiceRow(storage, y)
      : this.readStripRow(storage, y);
  }

  private decodeRiceRow(storage: TiledStorage, y: number, target: number): void {
    const { exports } = this.kernels;
    const { blockSize, bytePix } = storage;
    const { scale, zero, blank } = this.scalingOf(storage, y);
    const dithered = storage.quantize !== "none" && storage.quantize !== "NO_DITHER";
    if (!dithered && blank === null) {
      const decode = { 1: exports.riceScaleU8, 2: exports.riceScaleI16, 4: exports.riceScaleI32 }[bytePix as 1 | 2 | 4];
      checkStream(decode(this.stored.address(y), this.stored.length(y), this.width, blockSize, target, scale, zero));
      return;
    }
    this.decodeIntegers(storage, y);
    const [nullInteger, hasBlank] = [blank ?? 0, blank !== null];
    if (!dithered) {
      exports.unquantise(this.integers, this.width, target, scale, zero, nullInteger, hasBlank);
      return;
    }
    const keepsZero = storage.quantize === "SUBTRACTIVE_DITHER_2";
    const seed = ditherSeed(y, storage.zdither0);
    const table = this.kernels.ditherTable;
    exports.undither(this.integers, this.width, target, scale, zero, nullInteger, hasBlank, keepsZero, table, seed);
  }

  private scaleRiceRow(storage: TiledStorage, y: number): Float64Array {
    this.decodeIntegers(storage, y);
    const { scale, zero, blank } = this.scalingOf(storage, y);
    const integers = this.kernels.integers(this.integers, this.width);
    if (this.doubles.length === 0) this.doubles = new Float64Array(this.width);
    const row = this.doubles;
    for (let x = 0; x < row.length; x++) row[x] = integers[x] * scale + zero;
    if (this.layout.bitpix === -32) for (let x = 0; x < row.length; x++) row[x] = Math.fround(row[x]);
    if (blank !== null) for (let x = 0; x < row.length; x++) if (integers[x] === blank) row[x] = Number.NaN;
    return row;
  }

  private decodeIntegers({ bytePix, blockSize }: TiledStorage, y: number): void {
    const { exports } = this.kernels;
    const decode = { 1: exports.riceDecodeU8, 2: exports.riceDecodeI16, 4: exports.riceDecodeI32 }[
      bytePix as 1 | 2 | 4
    ];
    checkStream(decode(this.stored.address(y), this.stored.length(y), this.width, blockSize, this.integers));
  }

  /** Physical value = stored · scale + zero. */
  private scalingOf(storage: TiledStorage, y: number): { scale: number; zero: number; blank: number | null } {
    const quantised = storage.quantize !== "none";
    const blank = storage.blankOfTile?.[y] ?? storage.zblank ?? (quantised ? null : this.layout.blank);
    return {
      scale: quantised ? storage.scale[y] : this.layout.bscale,
      zero: quantised ? storage.zero[y] : this.layout.bzero,
      blank: blank === null ? null : Number(blank),
    };
  }

  private readStripRow(storage: TiledStorage, y: number): Float64Array {
    const tileRow = Math.floor(y / storage.tileHeight);
    if (this.strip.tileRow !== tileRow) this.strip = { tileRow, pixels: this.decodeStrip(storage, tileRow) };
    const start = (y - tileRow * storage.tileHeight) * this.width;
    return this.strip.pixels.subarray(start, start + this.width);
  }

  /** One row of tiles as an image of `width` columns. */
  private decodeStrip(storage: TiledStorage, tileRow: number): Float64Array {
    const height = Math.min(storage.tileHeight, this.layout.height - tileRow * storage.tileHeight);
    const strip = new Float64Array(this.width * height);
    const first = Math.floor(this.x0 / storage.tileWidth);
    for (let column = first; column < storage.tilesX && column * storage.tileWidth < this.width; column++) {
      const tile = tileRow * storage.tilesX + column;
      const shape = tileShape(this.layout, storage, tile);
      const pixels = decodeTile(this.bytes(tile), this.layout, tile);
      const wanted = Math.min(shape.width, this.width - shape.x0);
      for (let row = 0; row < shape.height; row++) {
        const start = row * shape.width;
        strip.set(pixels.subarray(start, start + wanted), row * this.width + shape.x0);
      }
    }
    return strip;
  }

  /** The stored bytes of a tile, or of a row of a plain image. */
  bytes(piece: number): Uint8Array {
    return this.kernels.bytes(this.stored.address(piece), this.stored.length(piece));
  }
}

/** Whether every row is one Rice tile that the wasm decoder takes, with float32 precision in the end. */
function hasRiceRows({ bitpix, width, storage }: ImageLayout): boolean {
  if (storage.kind !== "tiles" || storage.codec !== "RICE_1") return false;
  const rows = !storage.slab && storage.tilesX === 1 && storage.tileHeight === 1 && storage.tileWidth >= width;
  return (
    rows &&
    storage.bytePix !== 8 &&
    storage.blockSize <= largestBlock &&
    (bitpix !== -32 || storage.quantize !== "none")
  );
}

function checkStream(good: number): void {
  if (!good)
    throw new AppError("invalid", "fits.tile_corrupt", "The compressed image is damaged: a tile ends too early.");
}
