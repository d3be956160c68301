import type { EncodedTile } from "@datalab/fits";
import type { RowChunk } from "./chunks.ts";
import { unpackChunk } from "./encoded-chunk.ts";
import { inOrder } from "./in-order.ts";
import type { KernelPool } from "./pool.ts";
import type { CombinedChunk } from "./tasks/combine-chunk.ts";

/** Consecutive rows of the result, compressed one row a tile. */
export interface EncodedRows {
  y0: number;
  rows: EncodedTile[];
}

export interface CombineSummary {
  /** The result holds pixels without a value, so it needs a ZBLANK card. */
  hasNulls: boolean;
  /** Pixels that lack the value of an input: of a sum those that it counts as 0, else those that have none. */
  missing: number;
  /** Finite samples in order of pixels; empty without `sampleStride`. */
  samples: Float32Array;
}

interface Collecting {
  chunks: RowChunk[];
  signal?: AbortSignal;
  onRows(rows: EncodedRows): Promise<void>;
}

/** Runs `work` on the chunks in threads and hands the encoded rows over in order, a few chunks ahead at most. */
export async function collectChunks(
  pool: KernelPool,
  { chunks, signal, onRows }: Collecting,
  work: (chunk: RowChunk, buffer: ArrayBuffer | undefined, signal: AbortSignal) => Promise<CombinedChunk>,
): Promise<CombineSummary> {
  const samples: number[] = [];
  // Buffers go round between the threads and us: garbage of their size would be collected late.
  const spare: ArrayBuffer[] = [];
  let hasNulls = false;
  let missing = 0;
  await inOrder(
    chunks,
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) => work(chunk, spare.pop(), chunkSignal),
    async (chunk, { y0 }) => {
      hasNulls ||= chunk.rows.some((row) => row.hasNulls);
      missing += chunk.missing;
      for (const value of chunk.samples) if (Number.isFinite(value)) samples.push(value);
      await onRows({ y0, rows: unpackChunk(chunk) });
      spare.push(chunk.data.buffer);
    },
  );
  return { hasNulls, missing, samples: Float32Array.from(samples) };
}
