import { AppError } from "@datalab/errors";
import type { FrameFile } from "./frame-file.ts";
import type { FileReference } from "./input-files.ts";
import { mapInLanes } from "./map-in-lanes.ts";
import type { Frame } from "./operation-context.ts";

const lanes = 4;

export interface FrameOpening {
  read(file: FileReference): Promise<FrameFile>;
  /** After each file, in any order. */
  onOpened(count: number): void;
}

/**
 * The SCI image of every file, in the order given; a few files at a time, no pixels. After an error no further file is
 * opened, and nothing is left running.
 * @throws AppError that names the file
 */
export async function openFrames(files: readonly FileReference[], { read, onOpened }: FrameOpening): Promise<Frame[]> {
  let opened = 0;
  return mapInLanes(files, lanes, async (file) => {
    const frame = sciFrame(await read(file));
    onOpened(++opened);
    return frame;
  });
}

/** @throws AppError invalid when the file has no SCI image. */
export function sciFrame({ basename, sci }: FrameFile): Frame {
  if (!sci) throw new AppError("invalid", "operations.no_sci", `${basename} has no SCI extension.`);
  return { basename, header: sci.effective, input: sci.input };
}
