import { isFloat32Image } from "@datalab/fits";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import { sampleColumns } from "../sample-positions.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface SampleChunk {
  input: FrameInput;
  y0: number;
  y1: number;
  stride: number;
}

/** Values at the sample positions of rows [y0, y1), NaN included; rows without one are not decoded. */
export function sampleChunk({ kernels, checkCancelled }: ThreadContext, chunk: SampleChunk): TaskOutcome<number[]> {
  const { input, y0, y1, stride } = chunk;
  const { width } = input.layout;
  kernels.reset();
  const frame = new FrameRows(kernels, input, width, y0, y1);
  const row = kernels.allocate(width * 4 + 16);
  const fast = isFloat32Image(input.layout);
  const result: number[] = [];
  for (let y = y0; y < y1; y++) {
    const columns = sampleColumns(y, width, stride);
    if (columns.length === 0) continue;
    checkCancelled();
    if (fast) frame.readFloat32(y, row);
    const values = fast ? kernels.floats(row, width) : frame.readFloat64(y);
    for (const x of columns) result.push(values[x]);
  }
  return { result };
}
