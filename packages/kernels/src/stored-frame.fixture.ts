import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import {
  type Bitpix,
  bytesSource,
  encodeIntegerTile,
  encodeTile,
  type ImageLayout,
  quantiseTile,
  type RiceBytePix,
  readRows,
  riceEncode,
  type TiledStorage,
} from "@datalab/fits";
import type { FrameInput } from "./frame-input.ts";

interface StoredTile {
  data: Uint8Array;
  fallback?: number;
  scale?: number;
  zero?: number;
}

const plainLayout = { bscale: 1, bzero: 0, blank: null };

const tiledDefaults: Omit<
  TiledStorage,
  "tileWidth" | "tileHeight" | "tilesX" | "tilesY" | "offset" | "length" | "fallback" | "scale" | "zero"
> = {
  kind: "tiles",
  codec: "RICE_1",
  blockSize: 32,
  bytePix: 4,
  hcompressScale: 0,
  hcompressSmooth: false,
  quantize: "NO_DITHER",
  zdither0: 1,
  zblank: null,
  blankOfTile: null,
};

function bigEndian(values: ArrayLike<number>, bitpix: Bitpix): Uint8Array {
  const size = Math.abs(bitpix) / 8;
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (let i = 0; i < values.length; i++) {
    if (bitpix === -64) view.setFloat64(i * 8, values[i]);
    else if (bitpix === -32) view.setFloat32(i * 4, values[i]);
    else if (bitpix === 32) view.setInt32(i * 4, values[i]);
    else if (bitpix === 16) view.setInt16(i * 2, values[i]);
    else view.setUint8(i, values[i]);
  }
  return new Uint8Array(view.buffer);
}

/** Frames as files, one for each way of storing pixels; `rows` are their pixels. */
export class StoredFrames {
  private readonly folder: string;
  private count = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  riceFloats(rows: Float32Array[]): Promise<FrameInput> {
    const tiles = rows.map((row) => {
      const { fallback, ...tile } = encodeTile(row, 16);
      return { ...tile, fallback: fallback ? 1 : 0 };
    });
    return this.tiled(rows, -32, { zblank: -2147483648 }, [rows[0].length, 1], tiles);
  }

  riceDoubles(rows: Float64Array[]): Promise<FrameInput> {
    const tiles = rows.map((row) => {
      const { fallback, ...tile } = encodeTile(row, 16);
      return { ...tile, fallback: fallback ? 1 : 0 };
    });
    return this.tiled(rows, -64, { zblank: -2147483648 }, [rows[0].length, 1], tiles);
  }

  ditheredFloats(rows: Float32Array[], method: "SUBTRACTIVE_DITHER_1" | "SUBTRACTIVE_DITHER_2"): Promise<FrameInput> {
    const zdither0 = 9990;
    const tiles = rows.map((row, tile) => {
      const quantised = quantiseTile(row, 16, { method, tile, zdither0 });
      if (!quantised) return { data: bigEndian(row, -32), fallback: 2 };
      return { ...quantised, data: riceEncode(quantised.integers, 4) };
    });
    return this.tiled(rows, -32, { quantize: method, zdither0, zblank: -2147483648 }, [rows[0].length, 1], tiles);
  }

  gzipFloats(rows: Float32Array[]): Promise<FrameInput> {
    const tiles = rows.map((row) => ({ data: gzipSync(bigEndian(row, -32)) }));
    return this.tiled(rows, -32, { codec: "GZIP_1", quantize: "none" }, [rows[0].length, 1], tiles);
  }

  /** Quantised Rice tiles of any size. */
  oddTiles(rows: Float32Array[], tileWidth: number, tileHeight: number): Promise<FrameInput> {
    const tiles: StoredTile[] = [];
    for (let y = 0; y < rows.length; y += tileHeight) {
      for (let x = 0; x < rows[0].length; x += tileWidth) {
        const pixels = rows.slice(y, y + tileHeight).flatMap((row) => [...row.subarray(x, x + tileWidth)]);
        const integers = Int32Array.from(pixels, (value) => Math.round((value - 100) * 8));
        tiles.push({ data: riceEncode(integers, 4), scale: 1 / 8, zero: 100 });
      }
    }
    return this.tiled(rows, -32, {}, [tileWidth, tileHeight], tiles);
  }

  riceIntegers(
    rows: Float32Array[],
    bytePix: RiceBytePix,
    bzero = 0,
    blank: number | null = null,
  ): Promise<FrameInput> {
    const tiles = rows.map((row) => encodeIntegerTile(Int32Array.from(row), bytePix)).map(({ data }) => ({ data }));
    const bitpix = (bytePix * 8) as Bitpix;
    return this.tiled(rows, bitpix, { quantize: "none", bytePix }, [rows[0].length, 1], tiles, { bzero, blank });
  }

  async plain(rows: ArrayLike<number>[], bitpix: Bitpix): Promise<FrameInput> {
    const bytes = Buffer.concat([Buffer.alloc(100), ...rows.map((row) => bigEndian(row, bitpix))]);
    const layout = { ...plainLayout, width: rows[0].length, height: rows.length, bitpix };
    return this.write(bytes, { ...layout, storage: { kind: "plain", dataOffset: 100 } });
  }

  private async tiled(
    rows: ArrayLike<number>[],
    bitpix: Bitpix,
    storage: Partial<TiledStorage>,
    [tileWidth, tileHeight]: [number, number],
    tiles: StoredTile[],
    meaning: Partial<ImageLayout> = {},
  ): Promise<FrameInput> {
    const [width, height] = [rows[0].length, rows.length];
    let end = 50;
    const offset = Float64Array.from(tiles, ({ data }) => {
      end += data.length;
      return end - data.length;
    });
    return this.write(Buffer.concat([Buffer.alloc(50), ...tiles.map(({ data }) => data)]), {
      ...plainLayout,
      ...meaning,
      width,
      height,
      bitpix,
      storage: {
        ...tiledDefaults,
        ...storage,
        tileWidth,
        tileHeight,
        tilesX: Math.ceil(width / tileWidth),
        tilesY: Math.ceil(height / tileHeight),
        offset,
        length: Uint32Array.from(tiles, ({ data }) => data.length),
        fallback: Uint8Array.from(tiles, ({ fallback }) => fallback ?? 0),
        scale: Float64Array.from(tiles, ({ scale }) => scale ?? 0),
        zero: Float64Array.from(tiles, ({ zero }) => zero ?? 0),
      },
    });
  }

  private async write(bytes: Uint8Array, layout: ImageLayout): Promise<FrameInput> {
    const path = `${this.folder}/${this.count++}.fits`;
    await writeFile(path, bytes);
    return { path, layout };
  }
}

/** All pixels by the plain reader of the fits package. */
export async function pixelsOf({ path, layout }: FrameInput): Promise<Float64Array> {
  return readRows({ source: bytesSource(await readFile(path)) }, layout, 0, layout.height);
}
