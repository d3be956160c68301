import type { Picture } from "@datalab/kernels";
import sharp, { type Sharp } from "sharp";

sharp.cache(false);

/** A picture as input of the encoders, which work off the event loop and read the pixels where they are. */
export function rawPicture({ width, height, channels, pixels }: Picture): Sharp {
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return sharp(bytes, { raw: { width, height, channels }, limitInputPixels: false });
}
