import { join } from "node:path";
import { AppError, toAppError } from "@datalab/errors";
import { fileSource, imageLayout, inflateFile, openFits } from "@datalab/fits";
import type { FileReference } from "./input-files.ts";
import type { Frame } from "./operation-context.ts";

const parallel = 4;
const largestUnwrapped = 4 * 2 ** 30;

export interface FrameOpening {
  workDir: string;
  signal: AbortSignal;
  openFrame(file: FileReference): Promise<{ path: string }>;
  /** After each file, in any order. */
  onOpened(count: number): void;
}

/**
 * The SCI image of every file, in the order given; a few files at a time, no pixels. After an error no further file is
 * opened, and nothing is left running.
 * @throws AppError that names the file
 */
export async function openFrames(files: readonly FileReference[], opening: FrameOpening): Promise<Frame[]> {
  const frames: Frame[] = [];
  let next = 0;
  let opened = 0;
  const openRest = async () => {
    while (next < files.length) {
      const index = next++;
      try {
        opening.signal.throwIfAborted();
        frames[index] = await openOne(files[index], join(opening.workDir, `input-${index}.fits`), opening);
      } catch (error) {
        next = files.length;
        throw error;
      }
      opening.onOpened(++opened);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: parallel }, openRest));
  const failed = lanes.find((lane) => lane.status === "rejected");
  if (failed) throw failed.reason;
  return frames;
}

async function openOne(file: FileReference, unwrapped: string, { openFrame }: FrameOpening): Promise<Frame> {
  const { path } = await openFrame(file);
  try {
    return await readFrame(file.basename, path);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== "fits.gzip_wrapped") throw namedError(file.basename, error);
  }
  try {
    await inflateFile(path, unwrapped, largestUnwrapped);
    return await readFrame(file.basename, unwrapped);
  } catch (thrown) {
    throw namedError(file.basename, toAppError(thrown));
  }
}

async function readFrame(basename: string, path: string): Promise<Frame> {
  const source = await fileSource(path);
  try {
    const file = await openFits(source);
    const sci = file.find("SCI");
    if (sci?.kind !== "image" && sci?.kind !== "compressed-image")
      throw new AppError("invalid", "operations.no_sci", "no SCI extension");
    return { basename, header: sci.header, input: { path, layout: await imageLayout(file, sci) } };
  } finally {
    await source.close();
  }
}

/** Errors about a file's content say which file. */
function namedError(basename: string, error: AppError): AppError {
  if (error.code === "operations.no_sci") {
    return new AppError("invalid", error.code, `${basename} has no SCI extension.`);
  }
  if (!error.policy.expose) return error;
  return new AppError(error.kind, error.code, `${basename}: ${error.message}`, { cause: error });
}
