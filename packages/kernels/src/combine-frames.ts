import { AppError } from "@datalab/errors";
import type { EncodedTile } from "@datalab/fits";
import { rowChunks } from "./chunks.ts";
import { unpackChunk } from "./encoded-chunk.ts";
import type { FrameInput } from "./frame-input.ts";
import { inOrder } from "./in-order.ts";
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
  /** Median: even numbers of inputs give the mean of the middle two; any NaN gives NaN. */
  reduce: "median";
  output: "float32" | "float64";
  /** NOISEBIT: quantisation steps a noise sigma. */
  quantizeLevel: number;
  /** Gather the written value of pixels stride, 2·stride, … (row-major) for the scaling of pictures. */
  sampleStride?: number;
  signal?: AbortSignal;
  /** Called in order of rows; the next rows wait until it is done, and then the bytes of these are gone. */
  onRows(rows: EncodedRows): Promise<void>;
}

export interface CombineSummary {
  /** The result holds pixels without a value, so it needs a ZBLANK card. */
  hasNulls: boolean;
  /** Finite samples in order of pixels; empty without `sampleStride`. */
  samples: Float32Array;
}

/**
 * Combines frames pixel by pixel and hands over the compressed result in order, in memory that does not grow with the height:
 * each thread holds about 16 MiB of stored bytes, one band (a row at least) of every input, and one chunk of the result.
 * The result does not depend on the number of threads. Errors: `fits.tile_corrupt`, `fits.truncated`, `fits.codec_unsupported`,
 * `kernels.frame_too_small`, `kernels.cancelled`.
 */
export async function combineFrames(pool: KernelPool, options: CombineOptions): Promise<CombineSummary> {
  const { inputs, width, height, output, quantizeLevel, sampleStride = null, signal, onRows } = options;
  if (inputs.some(({ layout }) => layout.width < width || layout.height < height)) {
    throw new AppError("internal", "kernels.frame_too_small", "A frame is smaller than the result.");
  }
  const samples: number[] = [];
  // Buffers go round between the threads and us: garbage of their size would be collected late.
  const spare: ArrayBuffer[] = [];
  let hasNulls = false;
  await inOrder(
    rowChunks(inputs, height),
    { limit: pool.threads + 2, signal },
    ({ y0, y1 }, chunkSignal) => {
      const buffer = spare.pop();
      const chunk = { inputs, width, y0, y1, output, quantizeLevel, sampleStride, buffer };
      return pool.run("combineChunk", chunk, { signal: chunkSignal, transfer: buffer && [buffer] });
    },
    async (chunk, { y0 }) => {
      hasNulls ||= chunk.rows.some((row) => row.hasNulls);
      for (const value of chunk.samples) if (Number.isFinite(value)) samples.push(value);
      await onRows({ y0, rows: unpackChunk(chunk) });
      spare.push(chunk.data.buffer);
    },
  );
  return { hasNulls, samples: Float32Array.from(samples) };
}
