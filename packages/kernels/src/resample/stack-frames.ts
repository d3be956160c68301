import type { RowChunk } from "../chunks.ts";
import { type CombineSummary, collectChunks, type EncodedRows } from "../collect-chunks.ts";
import type { FrameSize } from "../frame-input.ts";
import { inOrder } from "../in-order.ts";
import type { KernelPool } from "../pool.ts";
import type { MappedFrame } from "./resample-rows.ts";

/** Many rows a chunk: neighbouring chunks of a turned frame need the same rows of it. */
const chunkRows = 128;

function chunksOf({ height }: FrameSize): RowChunk[] {
  const starts = Array.from({ length: Math.ceil(height / chunkRows) }, (_, i) => i * chunkRows);
  return starts.map((y0) => ({ y0, y1: Math.min(y0 + chunkRows, height) }));
}

/**
 * Where a resampled frame has values: one byte a pixel, 1 or 0, row after row, backed by a SharedArrayBuffer (operations.md §2.2, step 6).
 * Memory: that, and for each thread the decoded rows that 128 output rows need, 64 MiB at most but for frames turned steeply.
 */
export async function resampleFootprint(
  pool: KernelPool,
  frame: MappedFrame,
  { signal, ...size }: FrameSize & { signal?: AbortSignal },
): Promise<Uint8Array> {
  const footprint = new SharedArrayBuffer(size.width * size.height);
  await inOrder(
    chunksOf(size),
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) =>
      pool.run("footprintChunk", { frame, width: size.width, ...chunk, footprint }, { signal: chunkSignal }),
    () => {},
  );
  return new Uint8Array(footprint);
}

export interface StackOptions extends FrameSize {
  /** With maps made for this very output. */
  frames: MappedFrame[];
  /** NOISEBIT: quantisation steps a noise sigma. */
  quantizeLevel: number;
  /** Gather the written value of pixels stride, 2·stride, … (row-major) for the scaling of pictures. */
  sampleStride?: number;
  signal?: AbortSignal;
  /** Called in order of rows; the next rows wait until it is done, and then the bytes of these are gone. */
  onRows(rows: EncodedRows): Promise<void>;
}

/**
 * Resamples frames to one grid and adds them up in float64 in their order, NaN as 0, in memory that does not grow with the height of
 * the result. The compressed rows are those of a float64 image. Errors as those of `combineFrames`.
 */
export async function stackFrames(pool: KernelPool, options: StackOptions): Promise<CombineSummary> {
  const { frames, width, quantizeLevel, sampleStride = null, signal, onRows } = options;
  return collectChunks(pool, { chunks: chunksOf(options), signal, onRows }, ({ y0, y1 }, buffer, chunkSignal) => {
    const chunk = { frames, width, y0, y1, quantizeLevel, sampleStride, buffer };
    return pool.run("stackChunk", chunk, { signal: chunkSignal, transfer: buffer && [buffer] });
  });
}
