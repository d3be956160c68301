import { rowChunks } from "./chunks.ts";
import type { FrameInput } from "./frame-input.ts";
import { inOrder } from "./in-order.ts";
import type { KernelPool } from "./pool.ts";

/** Pixels stride, 2·stride, … of a frame in row-major order (operations.md §0.8, step 1), without those that are not finite. */
export async function sampleFrame(
  pool: KernelPool,
  { input, stride, signal }: { input: FrameInput; stride: number; signal?: AbortSignal },
): Promise<Float32Array> {
  const samples: number[] = [];
  await inOrder(
    rowChunks([input], input.layout.height),
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) => pool.run("sampleChunk", { input, ...chunk, stride }, { signal: chunkSignal }),
    (values) => {
      for (const value of values) if (Number.isFinite(value)) samples.push(value);
    },
  );
  return Float32Array.from(samples);
}
