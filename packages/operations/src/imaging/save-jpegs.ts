import { type KernelPool, type Picture, thumbnail } from "@datalab/kernels";
import { longestJpegSide, saveJpeg } from "./save-jpeg.ts";

const smallBox = 200;

/** The two JPEGs of a picture: as large as it is (or as a JPEG can be), and shrunk into 200 × 200. */
export async function saveJpegs(
  picture: Picture,
  paths: { large: string; small: string },
  { pool, signal }: { pool: KernelPool; signal: AbortSignal },
): Promise<void> {
  const large = await thumbnail(pool, picture, { width: longestJpegSide, height: longestJpegSide, signal });
  await saveJpeg(large, paths.large);
  signal.throwIfAborted();
  await saveJpeg(await thumbnail(pool, picture, { width: smallBox, height: smallBox, signal }), paths.small);
}
