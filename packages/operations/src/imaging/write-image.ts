import { join } from "node:path";
import {
  type Card,
  commentaryCards,
  createCompressedImageWriter,
  fileSource,
  Header,
  type ImageLayout,
  imageLayout,
  openFits,
} from "@datalab/fits";
import type { KernelPool } from "@datalab/kernels";
import type { ImageOutput } from "../operation-context.ts";
import type { ProducedFile } from "../operation-result.ts";
import type { ReportProgress } from "../progress.ts";
import { autoScale, sampleStride } from "./auto-scale.ts";
import { writePictures } from "./write-pictures.ts";

/** Floats are stored in steps of a sixteenth of the noise. */
const quantizeLevel = 16;

export interface ImageWriting {
  operation: { name: string; version: number };
  /** Whether the predecessor's conventions hold. */
  parity: boolean;
  key: string;
  workDir: string;
  pool: KernelPool;
  signal: AbortSignal;
  progress: ReportProgress;
}

/**
 * Writes an output image: the FITS file while its rows arrive, then both pictures from the written (quantised) file.
 * Memory: the rows on their way, and one byte a pixel for the pictures.
 */
export async function writeImage(image: ImageOutput, writing: ImageWriting): Promise<ProducedFile> {
  const { key, workDir, pool, signal, progress } = writing;
  const basename = image.index === undefined ? key : `${key}-${image.index}`;
  const file = (role: "fits" | "large" | "small", name: string, contentType: string) => ({
    role,
    name,
    path: join(workDir, name),
    contentType,
  });
  const fits = file("fits", `${basename}.fits`, "application/fits");
  const large = file("large", `${basename}-large.jpg`, "image/jpeg");
  const small = file("small", `${basename}-small.jpg`, "image/jpeg");

  const { samples, missing } = await writeRows(image, fits.path, writing);
  progress(0.7, "Drawing the pictures");
  const input = { path: fits.path, layout: await writtenLayout(fits.path) };
  await writePictures(input, autoScale(samples), { large: large.path, small: small.path }, { pool, signal });
  const note = missing > 0 ? image.noteOfMissing(missing) : undefined;
  return { basename, type: "fits", files: [fits, large, small], ...(note && { note }) };
}

async function writeRows(
  image: ImageOutput,
  path: string,
  writing: ImageWriting,
): Promise<{ samples: Float32Array; missing: number }> {
  const { width, height, doing = "Combining" } = image;
  // How many pixels lack a value is known when all rows are through; the card keeps its place in the header until then.
  const [missingCard] = commentaryCards("HISTORY", "pixels");
  const writer = await createCompressedImageWriter(path, {
    key: writing.key,
    comment: image.comment,
    header: new Header([...withHistory(image, writing), missingCard]),
    width,
    height,
    bitpix: image.pixels === "float32" ? -32 : -64,
    quantizeLevel,
  });
  try {
    const { samples, missing } = await image.rows({
      quantizeLevel,
      sampleStride: sampleStride(width, height),
      async onRows({ y0, rows }) {
        await writer.append(rows);
        const done = y0 + rows.length;
        writing.progress((0.7 * done) / height, `${doing} rows ${done} of ${height}`);
      },
    });
    missingCard.comment = `Datalab ${writing.operation.name} pixels that lack a value = ${missing}`;
    await writer.finish();
    return { samples, missing };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** The cards of the inherited header and, in its history, what was done to which files and how. */
function withHistory(
  { header, inputs, parameters = {}, remarks = [] }: ImageOutput,
  { operation: { name, version }, parity }: Pick<ImageWriting, "operation" | "parity">,
): Card[] {
  const done = `Datalab ${name} version ${version}: ${inputs.join(", ")}`;
  const settings = Object.entries(parameters).map(([parameter, value]) => `Datalab ${name} ${parameter} = ${value}`);
  const conventions = parity ? ["by the older service's conventions (PARITY)"] : [];
  const told = [...conventions, ...remarks].map((remark) => `Datalab ${name} ${remark}`);
  const history = [done, ...settings, ...told].flatMap((text) => commentaryCards("HISTORY", text));
  return [...header.cards, ...history];
}

async function writtenLayout(path: string): Promise<ImageLayout> {
  const source = await fileSource(path);
  try {
    const file = await openFits(source);
    return await imageLayout(file, file.hdus[1]);
  } finally {
    await source.close();
  }
}
