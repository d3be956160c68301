import { AppError } from "@datalab/errors";
import type { FrameFile } from "../frame-file.ts";
import { parseUtc } from "../time/utc.ts";
import { julianYear } from "./epoch.ts";

/** The Julian epoch at which an exposure began. @throws AppError invalid, with the image's name, without a DATE-OBS */
export function imageEpoch({ basename, sci, primary }: FrameFile): number {
  const moment = parseUtc(sci?.header.string("DATE-OBS")) ?? parseUtc(primary.string("DATE-OBS"));
  if (moment) return julianYear(moment);
  throw new AppError("invalid", "operations.no_date", `${basename} does not say when it was taken (DATE-OBS).`);
}
