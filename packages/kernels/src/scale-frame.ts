import { rowChunks } from "./chunks.ts";
import type { FrameInput } from "./frame-input.ts";
import { greyLimits } from "./grey.ts";
import { inOrder } from "./in-order.ts";
import type { Picture } from "./picture/picture.ts";
import { pictureMemory } from "./picture/picture-memory.ts";
import type { KernelPool } from "./pool.ts";

/**
 * A frame as 8-bit grey (operations.md §0.8, steps 6–8): linear between zmin and zmax, gamma 2.5, highest FITS row on top, NaN black.
 * Equal limits are pulled apart by one each.
 */
export async function scaleFrame(
  pool: KernelPool,
  { input, zmin, zmax, signal }: { input: FrameInput; zmin: number; zmax: number; signal?: AbortSignal },
): Promise<Picture> {
  const { width, height } = input.layout;
  const picture = pictureMemory(pool, width * height);
  const limits = greyLimits(zmin, zmax);
  await inOrder(
    rowChunks([input], height),
    { limit: pool.threads + 2, signal },
    (chunk, chunkSignal) => pool.run("scaleChunk", { input, ...chunk, ...limits, picture }, { signal: chunkSignal }),
    () => {},
  );
  return { width, height, channels: 1, pixels: new Uint8Array(picture, 0, width * height) };
}
