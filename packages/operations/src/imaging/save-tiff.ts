import type { Picture } from "@datalab/kernels";
import type { Sharp } from "sharp";
import { rawPicture } from "./raw-picture.ts";

/** Uncompressed TIFF of 8-bit red, green and blue, contiguous; grey is written as three equal parts. Encoded off the event loop. */
export async function saveTiff(picture: Picture, path: string): Promise<void> {
  await tiffOf(picture).toFile(path);
}

/** The bytes `saveTiff` would write. */
export function encodeTiff(picture: Picture): Promise<Uint8Array> {
  return tiffOf(picture).toBuffer();
}

function tiffOf(picture: Picture): Sharp {
  return rawPicture(picture).toColourspace("srgb").tiff({ compression: "none" });
}
