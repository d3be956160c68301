import type { EncodedChunk } from "../encoded-chunk.ts";
import type { FrameInput } from "../frame-input.ts";
import type { Reduction } from "../reduce.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";
import { combineFloat32 } from "./combine-float32.ts";
import { combineFloat64 } from "./combine-float64.ts";

export interface CombineChunk {
  inputs: FrameInput[];
  reduce: Reduction;
  width: number;
  y0: number;
  y1: number;
  output: "float32" | "float64";
  quantizeLevel: number;
  sampleStride: number | null;
  /** Of an earlier chunk, to be filled again. */
  buffer: ArrayBuffer | undefined;
}

export interface CombinedChunk extends EncodedChunk {
  /** Written values at the sample positions, NaN included. */
  samples: number[];
  /** Pixels that lack the value of an input: of a sum those that it counts as 0, else those that have none. */
  missing: number;
}

/** Rows [y0, y1) of the inputs, reduced to one, encoded. */
export function combineChunk(context: ThreadContext, chunk: CombineChunk): TaskOutcome<CombinedChunk> {
  const result = chunk.output === "float32" ? combineFloat32(context, chunk) : combineFloat64(context, chunk);
  return { result, transfer: [result.data.buffer] };
}
