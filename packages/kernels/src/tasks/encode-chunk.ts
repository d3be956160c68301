import { Float64RowEncoder } from "../float64-row-encoder.ts";
import { readStoredRows, type StoredSum } from "../resample/stored-sum.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";
import type { CombinedChunk } from "./combine-chunk.ts";

export interface EncodeChunk {
  source: StoredSum;
  /** Where the result begins in the stored rows. */
  left: number;
  bottom: number;
  /** Rows [y0, y1) of the result. */
  y0: number;
  y1: number;
  width: number;
  quantizeLevel: number;
  sampleStride: number | null;
  /** Of an earlier chunk, to be filled again. */
  buffer: ArrayBuffer | undefined;
}

/** A part of stored rows, encoded. */
export function encodeChunk(
  { kernels, checkCancelled }: ThreadContext,
  chunk: EncodeChunk,
): TaskOutcome<CombinedChunk> {
  const { source, left, bottom, y0, y1 } = chunk;
  kernels.reset();
  const rowBytes = source.rowPixels * 8;
  const rows = kernels.allocate((y1 - y0) * rowBytes + 16);
  readStoredRows(source, bottom + y0, kernels.bytes(rows, (y1 - y0) * rowBytes));
  const encoder = new Float64RowEncoder(kernels, chunk);
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    encoder.encode(y, rows + (y - y0) * rowBytes + left * 8);
  }
  const result = encoder.finish();
  return { result, transfer: [result.data.buffer] };
}
