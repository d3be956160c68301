import type { KernelPool } from "@datalab/kernels";
import { rawPicture } from "../imaging/raw-picture.ts";
import { type DrawFrame, drawFrameTask } from "./draw-frame.ts";

/** The circles are thin and coloured, so colour is not thinned out. */
const encoding = { quality: 90, chromaSubsampling: "4:4:4" };

/** Writes the picture of a measured frame as JPEG. Drawn in a thread of the pool, encoded off the event loop. */
export async function writeDiagnosticPicture(
  request: DrawFrame,
  path: string,
  { pool, signal }: { pool: KernelPool; signal: AbortSignal },
): Promise<void> {
  const { width, height, rgb } = await pool.call(drawFrameTask, request, { signal });
  signal.throwIfAborted();
  await rawPicture({ width, height, channels: 3, pixels: rgb }).jpeg(encoding).toFile(path);
}
