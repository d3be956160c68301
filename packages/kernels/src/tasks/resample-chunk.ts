import { type PackedRuns, RunCollector } from "../resample/footprint.ts";
import { type MappedFrame, resampleRows } from "../resample/resample-rows.ts";
import { type StoredSum, writeStoredRows } from "../resample/stored-sum.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface ResampleChunk {
  frames: MappedFrame[];
  width: number;
  y0: number;
  y1: number;
  /** Takes the sums. */
  target: StoredSum;
}

/**
 * Rows [y0, y1) of the sum of resampled frames in float64, NaN as 0, in the order of the frames, written to their place in a file.
 * Answers where each frame has values.
 */
export function resampleChunk(
  { kernels, checkCancelled }: ThreadContext,
  { frames, width, y0, y1, target }: ResampleChunk,
): TaskOutcome<PackedRuns[]> {
  kernels.reset();
  const rowBytes = target.rowPixels * 8;
  const bytes = (y1 - y0) * rowBytes;
  const sums = kernels.allocate(bytes);
  kernels.bytes(sums, bytes).fill(0);
  const result = frames.map((frame) => {
    const runs = new RunCollector(y0);
    resampleRows(kernels, frame, { width, y0, y1, checkCancelled }, (y, address) => {
      runs.add(kernels.doubles(address, width));
      kernels.exports.addFloat64(address, width, sums + (y - y0) * rowBytes);
    });
    return runs.finish();
  });
  writeStoredRows(target, y0, kernels.bytes(sums, bytes));
  return { result };
}
