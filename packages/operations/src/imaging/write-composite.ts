import { join } from "node:path";
import { thumbnail } from "@datalab/kernels";
import type { PictureOutput } from "../operation-context.ts";
import type { ProducedFile } from "../operation-result.ts";
import { saveJpegs } from "./save-jpegs.ts";
import { saveTiff } from "./save-tiff.ts";
import type { ImageWriting } from "./write-image.ts";

/** Writes a coloured picture as a TIFF and two JPEGs. */
export async function writeComposite(
  { width, height, rgb, box, index, note }: PictureOutput,
  { key, workDir, pool, signal, progress }: Omit<ImageWriting, "operation" | "parity">,
): Promise<ProducedFile> {
  const basename = index === undefined ? key : `${key}-${index}`;
  const file = (role: "tif" | "large" | "small", name: string, contentType: string) => ({
    role,
    name,
    path: join(workDir, name),
    contentType,
  });
  const tif = file("tif", `${basename}.tif`, "image/tiff");
  const large = file("large", `${basename}-large.jpg`, "image/jpeg");
  const small = file("small", `${basename}-small.jpg`, "image/jpeg");

  progress(0, "Drawing the pictures");
  const picture = await thumbnail(pool, { width, height, channels: 3, pixels: rgb }, { ...box, signal });
  await saveTiff(picture, tif.path);
  progress(0.5, "Drawing the pictures");
  signal.throwIfAborted();
  await saveJpegs(picture, { large: large.path, small: small.path }, { pool, signal });
  return { basename, type: "image", files: [tif, large, small], ...(note && { note }) };
}
