import { Float64RowEncoder } from "../float64-row-encoder.ts";
import { type MappedFrame, resampleRows } from "../resample/resample-rows.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";
import type { CombinedChunk } from "./combine-chunk.ts";

export interface StackChunk {
  frames: MappedFrame[];
  width: number;
  y0: number;
  y1: number;
  quantizeLevel: number;
  sampleStride: number | null;
  /** Of an earlier chunk, to be filled again. */
  buffer: ArrayBuffer | undefined;
}

/** Rows [y0, y1) of the sum of resampled frames in float64, NaN as 0, in the order of the frames, encoded. */
export function stackChunk({ kernels, checkCancelled }: ThreadContext, chunk: StackChunk): TaskOutcome<CombinedChunk> {
  const { frames, width, y0, y1 } = chunk;
  kernels.reset();
  const rowBytes = width * 8 + 16;
  const sums = kernels.allocate((y1 - y0) * rowBytes);
  kernels.bytes(sums, (y1 - y0) * rowBytes).fill(0);
  for (const frame of frames) {
    resampleRows(kernels, frame, width, y0, y1, (y, address) => {
      checkCancelled();
      kernels.exports.addFloat64(address, width, sums + (y - y0) * rowBytes);
    });
  }
  const encoder = new Float64RowEncoder(chunk);
  for (let y = y0; y < y1; y++) encoder.encode(y, kernels.doubles(sums + (y - y0) * rowBytes, width));
  const result = encoder.finish();
  return { result, transfer: [result.data.buffer] };
}
