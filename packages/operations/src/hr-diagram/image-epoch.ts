import { AppError } from "@datalab/errors";
import type { FrameFile } from "../frame-file.ts";
import { julianYear } from "./epoch.ts";

const noon = 43_200;

/**
 * The Julian epoch at which an exposure began; of one whose time of day is not known the noon, which moves no star by more than a
 * hundredth of its yearly motion.
 * @throws AppError invalid, with the image's name, without a date
 */
export function imageEpoch({ basename, exposure: { start, day, notes } }: FrameFile): number {
  const moment = start ?? (day === null ? null : { day, seconds: noon });
  if (moment) return julianYear(moment);
  const why = notes.filter(({ code }) => code.startsWith("start.") && code !== "start.missing").map(({ text }) => text);
  const text = `${basename} does not say when it was taken (DATE-OBS).`;
  throw new AppError("invalid", "operations.no_date", [text, ...why].join(" "));
}
