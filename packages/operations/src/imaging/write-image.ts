import { join } from "node:path";
import {
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

  const samples = await writeRows(image, fits.path, writing);
  progress(0.7, "Drawing the pictures");
  const input = { path: fits.path, layout: await writtenLayout(fits.path) };
  await writePictures(input, autoScale(samples), { large: large.path, small: small.path }, { pool, signal });
  return { basename, type: "fits", files: [fits, large, small] };
}

async function writeRows(image: ImageOutput, path: string, writing: ImageWriting): Promise<Float32Array> {
  const { width, height, doing = "Combining" } = image;
  const writer = await createCompressedImageWriter(path, {
    key: writing.key,
    comment: image.comment,
    header: withHistory(image, writing.operation),
    width,
    height,
    bitpix: image.pixels === "float32" ? -32 : -64,
    quantizeLevel,
  });
  try {
    const { samples } = await image.rows({
      quantizeLevel,
      sampleStride: sampleStride(width, height),
      async onRows({ y0, rows }) {
        await writer.append(rows);
        const done = y0 + rows.length;
        writing.progress((0.7 * done) / height, `${doing} rows ${done} of ${height}`);
      },
    });
    await writer.finish();
    return samples;
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** The inherited header and, in its history, what was done to which files and how. */
function withHistory(
  { header, inputs, parameters = {}, remarks = [] }: ImageOutput,
  { name, version }: ImageWriting["operation"],
): Header {
  const done = `Datalab ${name} version ${version}: ${inputs.join(", ")}`;
  const settings = Object.entries(parameters).map(([parameter, value]) => `Datalab ${name} ${parameter} = ${value}`);
  const told = remarks.map((remark) => `Datalab ${name} ${remark}`);
  const history = [done, ...settings, ...told].flatMap((text) => commentaryCards("HISTORY", text));
  return new Header([...header.cards, ...history]);
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
