import { truncate, writeFile } from "node:fs/promises";
import { AppError } from "@datalab/errors";
import type { RowChunk } from "../chunks.ts";
import { type CombineSummary, collectChunks, type EncodedRows } from "../collect-chunks.ts";
import type { FrameSize } from "../frame-input.ts";
import { inOrder } from "../in-order.ts";
import type { KernelPool } from "../pool.ts";
import { Footprint } from "./footprint.ts";
import { planeMapOf } from "./resample-map.ts";
import type { MappedFrame } from "./resample-rows.ts";
import { rowPixelsFor, type StoredSum } from "./stored-sum.ts";

/** Many rows a chunk: neighbouring chunks of a turned frame need the same rows of it, of a steeply turned one all rows. */
const levelRows = 128;
const steepRows = 512;
const encodedRows = 64;

function chunksOf(height: number, rows: number): RowChunk[] {
  const starts = Array.from({ length: Math.ceil(height / rows) }, (_, i) => i * rows);
  return starts.map((y0) => ({ y0, y1: Math.min(y0 + rows, height) }));
}

/** Whether one row of the output runs through more rows of the frame than a chunk has. */
function isSteep({ map }: MappedFrame, { width, height }: FrameSize): boolean {
  const place = planeMapOf(map);
  const [[, left], [, right]] = [0.25, 0.75].map((part) => place(Math.floor(part * width), height >> 1));
  return Math.abs(right - left) > steepRows;
}

interface ResampleOptions extends FrameSize {
  /** With maps made for this very output. */
  frames: MappedFrame[];
  /** A scratch file of eight bytes a pixel; the caller removes it. */
  path: string;
  signal?: AbortSignal;
  /** Rows done, of `height`. */
  onProgress?(rows: number): void;
}

/** The sum of frames on one grid, on disk, and where each of them has values (operations.md §2.2, step 6). */
interface ResampledStack {
  sum: StoredSum;
  footprints: Footprint[];
}

/**
 * Resamples frames to one grid and adds them up in float64 in their order, NaN as 0. Each frame is resampled once: the sum waits in a
 * scratch file until the footprints have told which part of it is wanted. Memory: runs of the footprints, and for each thread 128 rows of
 * the sum (512 of steeply turned frames) and the decoded rows these need, 64 MiB at most. Errors: those of `combineFrames` and
 * `kernels.scratch_failed`.
 */
export async function resampleFrames(pool: KernelPool, options: ResampleOptions): Promise<ResampledStack> {
  const { frames, width, height, path, signal, onProgress } = options;
  const sum = { path, rowPixels: rowPixelsFor(width) };
  await writeFile(path, "");
  await truncate(path, sum.rowPixels * height * 8);
  const footprints = frames.map(() => new Footprint({ width, height }));
  await inOrder(
    chunksOf(height, frames.some((frame) => isSteep(frame, options)) ? steepRows : levelRows),
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) =>
      pool.run("resampleChunk", { frames, width, ...chunk, target: sum }, { signal: chunkSignal }),
    (runs, { y1 }) => {
      runs.forEach((part, frame) => {
        footprints[frame].append(part);
      });
      onProgress?.(y1);
    },
  );
  return { sum, footprints };
}

interface EncodeOptions extends FrameSize {
  /** Where the result begins in the sum. */
  left: number;
  bottom: number;
  /** NOISEBIT: quantisation steps a noise sigma. */
  quantizeLevel: number;
  /** Gather the written value of pixels stride, 2·stride, … (row-major) for the scaling of pictures. */
  sampleStride?: number;
  signal?: AbortSignal;
  /** Called in order of rows; the next rows wait until it is done, and then the bytes of these are gone. */
  onRows(rows: EncodedRows): Promise<void>;
}

/** Compresses a part of a sum as a float64 image. The rows are handed over in order, in fixed memory. */
export async function encodeSum(pool: KernelPool, sum: StoredSum, options: EncodeOptions): Promise<CombineSummary> {
  const { width, height, left, bottom, quantizeLevel, sampleStride = null, signal, onRows } = options;
  if (left + width > sum.rowPixels) throw new AppError("internal", "kernels.frame_too_small", "The sum is too narrow.");
  return collectChunks(
    pool,
    { chunks: chunksOf(height, encodedRows), signal, onRows },
    (chunk, buffer, chunkSignal) => {
      const part = { source: sum, left, bottom, ...chunk, width, quantizeLevel, sampleStride, buffer };
      return pool.run("encodeChunk", part, { signal: chunkSignal, transfer: buffer && [buffer] });
    },
  );
}
