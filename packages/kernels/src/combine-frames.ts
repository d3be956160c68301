import { AppError } from "@datalab/errors";
import { rowChunks } from "./chunks.ts";
import { type CombineSummary, collectChunks, type EncodedRows } from "./collect-chunks.ts";
import type { FrameInput } from "./frame-input.ts";
import type { KernelPool } from "./pool.ts";
import type { Reduction } from "./reduce.ts";

export interface CombineOptions {
  inputs: FrameInput[];
  /** Size of the result: the lower left corner of every input. */
  width: number;
  height: number;
  /** "difference" takes two inputs, division one. */
  reduce: Reduction;
  output: "float32" | "float64";
  /** NOISEBIT: quantisation steps a noise sigma. */
  quantizeLevel: number;
  /** Gather the written value of pixels stride, 2·stride, … (row-major) for the scaling of pictures. */
  sampleStride?: number;
  signal?: AbortSignal;
  /** Called in order of rows; the next rows wait until it is done, and then the bytes of these are gone. */
  onRows(rows: EncodedRows): Promise<void>;
}

/**
 * Combines frames pixel by pixel and hands over the compressed result in order, in memory that does not grow with the height:
 * each thread holds about 16 MiB of stored bytes, one band (a row at least) of every input, and one chunk of the result.
 * The result does not depend on the number of threads. Errors: `fits.tile_corrupt`, `fits.truncated`, `fits.codec_unsupported`,
 * `kernels.frame_too_small`, `kernels.cancelled`.
 */
export async function combineFrames(pool: KernelPool, options: CombineOptions): Promise<CombineSummary> {
  const { inputs, reduce, width, height, output, quantizeLevel, sampleStride = null, signal, onRows } = options;
  if (inputs.some(({ layout }) => layout.width < width || layout.height < height)) {
    throw new AppError("internal", "kernels.frame_too_small", "A frame is smaller than the result.");
  }
  return collectChunks(
    pool,
    { chunks: rowChunks(inputs, height), signal, onRows },
    ({ y0, y1 }, buffer, chunkSignal) => {
      const chunk = { inputs, reduce, width, y0, y1, output, quantizeLevel, sampleStride, buffer };
      return pool.run("combineChunk", chunk, { signal: chunkSignal, transfer: buffer && [buffer] });
    },
  );
}
