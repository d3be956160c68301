import { type Exposure, formatUtc, parseUtc, readDate, secondsBetween, type UtcMoment } from "@datalab/fits";
import type { FrameFile } from "../frame-file.ts";
import type { SkyPosition } from "../photometry/separation.ts";
import { observationTimes } from "../time/observation-times.ts";
import type { InputFile } from "../wizard.ts";

/** When an image was taken; member names are those of the wire. */
export interface PointTimes {
  /** UTC of the exposure's start. */
  readonly julian_date: number;
  readonly observation_date: string;
  /** Mid-exposure; null where the header does not tell exposure time or site. */
  readonly bjd_tdb: number | null;
  readonly hjd: number | null;
}

/** Seconds: dates that differ by more are not of one moment. */
const tolerance = 1;

/**
 * Times by the request's date. By the frame's own start where the request's has no time of day or is no date, and where the frame does not
 * count in UTC: lists of files have DATE-OBS as it stands. `notes` tell what is open or in conflict.
 */
export function timesOf(
  { exposure }: Pick<FrameFile, "exposure">,
  { observationDate }: Pick<InputFile, "observationDate">,
  direction: SkyPosition,
): { times?: PointTimes; notes: readonly string[] } {
  const { start, toMiddle, site, timeScale } = exposure;
  const requested = readDate(observationDate)?.seconds == null ? null : parseUtc(observationDate);
  const isFrames = requested === null || (timeScale !== "UTC" && timeScale !== "UT1");
  const used = isFrames ? start : requested;
  const times = observationTimes({ dateObs: used, toMiddle, site, direction });
  if (!used || !times) return { notes: notesAbout(exposure, ["start"]) };
  const observation_date = isFrames || !observationDate ? formatUtc(used) : observationDate;
  return {
    times: { julian_date: times.startJd, observation_date, bjd_tdb: times.bjdTdb, hjd: times.hjd },
    notes: [
      ...notesAbout(exposure, isFrames ? ["start", "length", "middle", "site"] : ["length", "middle", "site"]),
      ...conflict(used, start),
    ],
  };
}

function notesAbout({ notes }: Exposure, quantities: readonly string[]): string[] {
  return notes.filter(({ code }) => quantities.includes(code.split(".")[0])).map(({ text }) => text);
}

function conflict(used: UtcMoment, start: UtcMoment | null): string[] {
  if (!start || Math.abs(secondsBetween(used, start)) <= tolerance) return [];
  return [`the request's date is used, ${formatUtc(used)} UTC; the header says ${formatUtc(start)} UTC.`];
}
