import type { Picture } from "@datalab/kernels";
import { rawPicture } from "./raw-picture.ts";

/** Uncompressed TIFF of 8-bit red, green and blue, contiguous; grey is written as three equal parts. Encoded off the event loop. */
export async function saveTiff(picture: Picture, path: string): Promise<void> {
  await rawPicture(picture).toColourspace("srgb").tiff({ compression: "none" }).toFile(path);
}
