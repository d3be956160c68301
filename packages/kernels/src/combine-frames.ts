import type { EncodedTile } from "@datalab/fits";
import type { FrameInput } from "./frame-input.ts";
import type { KernelPool } from "./pool.ts";

/** Consecutive rows of the result, compressed one row a tile. */
export interface EncodedRows {
  y0: number;
  rows: EncodedTile[];
}

export interface CombineOptions {
  inputs: FrameInput[];
  /** Size of the result: the lower left corner of every input. */
  width: number;
  height: number;
  reduce: "median";
  output: "float32" | "float64";
  quantizeLevel: number;
  /** Gather the written value of pixels stride, 2·stride, … (row-major) for the scaling of pictures. */
  sampleStride?: number;
  signal?: AbortSignal;
  /** Called in order of rows; the next rows wait until it is done. */
  onRows(rows: EncodedRows): Promise<void>;
}

export interface CombineSummary {
  /** The result holds pixels without a value, so it needs a ZBLANK card. */
  hasNulls: boolean;
  /** Finite samples in order of pixels; empty without `sampleStride`. */
  samples: Float32Array;
}

export declare function combineFrames(pool: KernelPool, options: CombineOptions): Promise<CombineSummary>;
