import type { Picture } from "@datalab/kernels";
import type { Sharp } from "sharp";
import { rawPicture } from "./raw-picture.ts";

/** The longest side the encoder takes. */
export const longestJpegSide = 65_500;

/** Baseline JPEG, 4:2:0, no metadata; a grey picture has one component. Encoded off the event loop. */
export async function saveJpeg(picture: Picture, path: string, quality = 95): Promise<void> {
  await jpegOf(picture, quality).toFile(path);
}

/** The bytes `saveJpeg` would write. */
export function encodeJpeg(picture: Picture): Promise<Uint8Array> {
  return jpegOf(picture).toBuffer();
}

function jpegOf(picture: Picture, quality = 95): Sharp {
  const input = rawPicture(picture);
  return (picture.channels === 1 ? input.toColourspace("b-w") : input).jpeg({
    quality,
    chromaSubsampling: "4:2:0",
    optimiseCoding: false,
  });
}
