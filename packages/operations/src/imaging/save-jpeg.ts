import sharp from "sharp";
import type { GreyPicture } from "./grey-picture.ts";

sharp.cache(false);

/** Baseline JPEG of quality 95, one grey component, no metadata. Encoded off the event loop. */
export async function saveJpeg({ width, height, grey }: GreyPicture, path: string): Promise<void> {
  const pixels = Buffer.from(grey.buffer, grey.byteOffset, grey.byteLength);
  await sharp(pixels, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace("b-w")
    .jpeg({ quality: 95, chromaSubsampling: "4:2:0", optimiseCoding: false })
    .toFile(path);
}
