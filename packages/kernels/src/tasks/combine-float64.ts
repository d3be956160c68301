import { Float64RowEncoder } from "../float64-row-encoder.ts";
import { FrameRows } from "../frame-rows.ts";
import { incompletePixels, reducePlanes } from "../reduce.ts";
import type { ThreadContext } from "../thread-context.ts";
import type { CombineChunk, CombinedChunk } from "./combine-chunk.ts";

/** The same for wide integers and float64: reduced row by row in plain TypeScript. */
export function combineFloat64({ kernels, checkCancelled }: ThreadContext, chunk: CombineChunk): CombinedChunk {
  const { inputs, reduce, width, y0, y1 } = chunk;
  kernels.reset();
  const frames = inputs.map((input) => new FrameRows(kernels, input, width, y0, y1));
  const reduced = new Float64Array(width);
  const row = kernels.allocate(width * 8 + 16);
  const encoder = new Float64RowEncoder(kernels, chunk);
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    const planes = frames.map((frame) => frame.readFloat64(y));
    reducePlanes(reduce, planes, reduced);
    if (reduce === "sum") encoder.missing += incompletePixels(planes);
    kernels.doubles(row, width).set(reduced);
    encoder.encode(y, row);
  }
  return encoder.finish();
}
