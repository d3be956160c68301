import { closeSync, openSync, readSync } from "node:fs";
import { AppError } from "@datalab/errors";
import type { ImageLayout, TiledStorage } from "@datalab/fits";
import type { FrameInput } from "./frame-input.ts";
import { type Kernels, readAhead } from "./kernels.ts";

/** Bytes between two tiles that are read along rather than skipped. */
const largestGap = 65_536;

/** The stored bytes of some rows of a frame in the memory of the kernels, where each piece lies. */
export interface StoredBytes {
  /** Address and length of a tile, or of a row of a plain image. */
  address(piece: number): number;
  length(piece: number): number;
}

/** Reads the stored bytes of rows [y0, y1): whole tiles, or the rows of a plain image. The file is open only meanwhile. */
export function readStoredBytes(kernels: Kernels, { path, layout }: FrameInput, y0: number, y1: number): StoredBytes {
  const descriptor = open(path);
  try {
    return layout.storage.kind === "plain"
      ? readPlainRows(kernels, descriptor, layout, layout.storage.dataOffset, y0, y1)
      : readTiles(kernels, descriptor, layout.storage, y0, y1);
  } finally {
    closeSync(descriptor);
  }
}

function readPlainRows(
  kernels: Kernels,
  descriptor: number,
  layout: ImageLayout,
  dataOffset: number,
  y0: number,
  y1: number,
): StoredBytes {
  const rowBytes = (layout.width * Math.abs(layout.bitpix)) / 8;
  const start = readInto(kernels, descriptor, dataOffset + y0 * rowBytes, (y1 - y0) * rowBytes);
  return { address: (row) => start + (row - y0) * rowBytes, length: () => rowBytes };
}

function readTiles(kernels: Kernels, descriptor: number, storage: TiledStorage, y0: number, y1: number): StoredBytes {
  const { offset, length, tilesX, tileHeight } = storage;
  const first = Math.floor(y0 / tileHeight) * tilesX;
  const end = Math.ceil(y1 / tileHeight) * tilesX;
  const addresses = new Float64Array(end - first);
  for (let tile = first; tile < end; ) {
    let runEnd = tile + 1;
    let fileEnd = offset[tile] + length[tile];
    for (; runEnd < end; runEnd++) {
      const gap = offset[runEnd] - fileEnd;
      if (gap < 0 || gap > largestGap) break;
      fileEnd = offset[runEnd] + length[runEnd];
    }
    const shift = readInto(kernels, descriptor, offset[tile], fileEnd - offset[tile]) - offset[tile];
    for (; tile < runEnd; tile++) addresses[tile - first] = offset[tile] + shift;
  }
  return { address: (tile) => addresses[tile - first], length: (tile) => length[tile] };
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    throw new AppError("transient", "kernels.file_unreadable", "A frame could not be read from the local disk.", {
      cause,
    });
  }
}

function readInto(kernels: Kernels, descriptor: number, position: number, length: number): number {
  const address = kernels.allocate(length + readAhead);
  const target = kernels.bytes(address, length);
  for (let done = 0; done < length; ) {
    const count = readSync(descriptor, target, done, length - done, position + done);
    if (count === 0) throw new AppError("invalid", "fits.truncated", "The file ends before its image does.");
    done += count;
  }
  return address;
}
