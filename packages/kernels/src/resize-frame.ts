import type { RowChunk } from "./chunks.ts";
import type { FrameInput, FrameSize } from "./frame-input.ts";
import { inOrder } from "./in-order.ts";
import type { KernelPool } from "./pool.ts";

/** Rows of the frame that are decoded for one chunk of the target. */
const frameRows = 64;

/**
 * A frame in another size as float32, lowest FITS row first, backed by a SharedArrayBuffer (analysis.md §6, step 2): area averages
 * when no axis grows, else linear interpolation along both. NaN and infinities propagate to the pixels they overlap.
 */
export async function resizeFrame(
  pool: KernelPool,
  { input, width, height, signal }: FrameSize & { input: FrameInput; signal?: AbortSignal },
): Promise<Float32Array> {
  const pixels = new SharedArrayBuffer(width * height * 4);
  const { storage } = input.layout;
  const together = Math.max(frameRows, storage.kind === "tiles" ? storage.tileHeight : 1);
  const rows = Math.max(1, Math.floor((together * height) / input.layout.height));
  const chunks: RowChunk[] = [];
  for (let y0 = 0; y0 < height; y0 += rows) chunks.push({ y0, y1: Math.min(y0 + rows, height) });
  await inOrder(
    chunks,
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) =>
      pool.run("resizeChunk", { input, width, height, ...chunk, pixels }, { signal: chunkSignal }),
    () => {},
  );
  return new Float32Array(pixels);
}
