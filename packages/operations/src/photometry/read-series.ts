import { AppError, toAppError } from "@datalab/errors";
import { inLanes } from "../in-lanes.ts";
import type { OperationContext } from "../operation-context.ts";
import type { InputFile } from "../wizard.ts";
import { type SeriesFrame, seriesFrame } from "./series-frame.ts";

/** Files that are fetched at the same time. */
const parallel = 4;

interface Series {
  /** In order of time. */
  readonly frames: SeriesFrame[];
  /** One line for each file that cannot be used. */
  readonly diagnostics: string[];
}

/**
 * Headers and catalogues of all files, one file at a time in memory. A file that cannot be measured is left out and named in the
 * diagnostics; a file that cannot be had is an error.
 * @throws AppError invalid when no file is left, and what `use` throws
 */
export async function readSeries(
  files: readonly InputFile[],
  use: OperationContext["frames"]["use"],
  onRead: (count: number) => void,
): Promise<Series> {
  const outcomes: (SeriesFrame | string)[] = [];
  let count = 0;
  await inLanes(files.length, parallel, async (index) => {
    outcomes[index] = await frameOrReason(files[index], use);
    onRead(++count);
  });
  const frames = outcomes.filter((outcome) => typeof outcome !== "string");
  const diagnostics = outcomes.filter((outcome) => typeof outcome === "string");
  if (frames.length === 0) {
    const text = "No usable frame: reduced images with SCI and CAT extensions are needed.";
    throw new AppError("invalid", "photometry.no_frames", [text, ...diagnostics.slice(0, 1)].join(" "));
  }
  frames.sort((a, b) => a.start.day - b.start.day || a.start.seconds - b.start.seconds);
  return { frames, diagnostics };
}

async function frameOrReason(file: InputFile, use: OperationContext["frames"]["use"]): Promise<SeriesFrame | string> {
  try {
    return await use(file, async (opened) => {
      const frame = await seriesFrame(opened);
      return typeof frame === "string" ? `${opened.fileName} is left out: it has ${frame}.` : frame;
    });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind !== "invalid") throw error;
    const named = error.message.includes(file.basename);
    return `A file is left out: ${named ? "" : `${file.basename}: `}${error.message}`;
  }
}
