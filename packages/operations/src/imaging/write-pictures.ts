import { type FrameInput, type KernelPool, scaleFrame } from "@datalab/kernels";
import type { ScalePoints } from "./auto-scale.ts";
import { saveJpeg } from "./save-jpeg.ts";
import { thumbnail } from "./thumbnail.ts";

/** The longest side a JPEG can have. */
const longestSide = 65_535;
const smallBox = 200;

/**
 * Draws a written frame twice: in full, and shrunk into 200 × 200. Memory: one byte a pixel.
 * Pixels without a value are black.
 */
export async function writePictures(
  input: FrameInput,
  scale: ScalePoints,
  paths: { large: string; small: string },
  { pool, signal }: { pool: KernelPool; signal: AbortSignal },
): Promise<void> {
  const picture = await scaleFrame(pool, { input, ...scale, signal });
  await saveJpeg(thumbnail(picture, longestSide, longestSide), paths.large);
  signal.throwIfAborted();
  await saveJpeg(thumbnail(picture, smallBox, smallBox), paths.small);
}
