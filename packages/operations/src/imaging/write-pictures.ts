import { type FrameInput, type KernelPool, releasePicture, scaleFrame } from "@datalab/kernels";
import type { ScalePoints } from "./auto-scale.ts";
import { saveJpegs } from "./save-jpegs.ts";

/** Draws a written frame twice: in full, and shrunk into 200 × 200. Memory: one byte a pixel. Pixels without a value are black. */
export async function writePictures(
  input: FrameInput,
  scale: ScalePoints,
  paths: { large: string; small: string },
  { pool, signal }: { pool: KernelPool; signal: AbortSignal },
): Promise<void> {
  const picture = await scaleFrame(pool, { input, ...scale, signal });
  try {
    await saveJpegs(picture, paths, { pool, signal });
  } finally {
    releasePicture(pool, picture);
  }
}
