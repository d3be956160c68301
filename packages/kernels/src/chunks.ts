import { AppError } from "@datalab/errors";
import type { ImageLayout } from "@datalab/fits";
import type { FrameInput } from "./frame-input.ts";

export interface RowChunk {
  y0: number;
  y1: number;
}

const mostRows = 64;
/** Stored bytes of all inputs that one thread holds for a chunk. */
const storedBudget = 16_777_216;
/** Decoded pixels of tiles that are several rows high, which must be held as a whole. */
const tileBudget = 536_870_912;

/**
 * Cuts rows [0, height) into chunks for one thread each. A chunk of many inputs has few rows, so a thread holds about
 * 16 MiB of stored bytes plus one row of every input; tiles several rows high are never cut, up to 512 MiB of pixels.
 */
export function rowChunks(inputs: FrameInput[], height: number): RowChunk[] {
  const rowBytes = inputs.reduce((sum, { layout }) => sum + storedBytesPerRow(layout), 0);
  const tileHeight = Math.max(...inputs.map(({ layout }) => tileHeightOf(layout)));
  const tilePixels = inputs.reduce(
    (sum, { layout }) => sum + (tileHeightOf(layout) > 1 ? tileHeightOf(layout) * layout.width : 0),
    0,
  );
  if (tilePixels * 8 > tileBudget) {
    throw new AppError(
      "tooLarge",
      "kernels.tiles_too_large",
      "The compressed blocks of these images are too large to combine.",
    );
  }
  const affordable = Math.min(Math.max(1, Math.floor(storedBudget / Math.max(1, rowBytes))), mostRows);
  const rows = Math.max(tileHeight, Math.floor(affordable / tileHeight) * tileHeight);
  const chunks: RowChunk[] = [];
  for (let y0 = 0; y0 < height; y0 += rows) chunks.push({ y0, y1: Math.min(y0 + rows, height) });
  return chunks;
}

function tileHeightOf({ storage }: ImageLayout): number {
  return storage.kind === "tiles" ? storage.tileHeight : 1;
}

function storedBytesPerRow({ width, height, bitpix, storage }: ImageLayout): number {
  if (storage.kind === "plain") return (width * Math.abs(bitpix)) / 8;
  let bytes = 0;
  for (const length of storage.length) bytes += length;
  return bytes / height;
}
