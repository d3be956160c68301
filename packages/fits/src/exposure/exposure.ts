import type { Header } from "../header.ts";
import { gainOf, lengthOf, readNoiseOf, saturationOf } from "./detector.ts";
import type { ExposureNote, TakeNote } from "./exposure-note.ts";
import { exposureStart } from "./exposure-start.ts";
import { secondsToMiddle } from "./middle.ts";
import { type Site, siteOf } from "./site.ts";
import type { TimeScale } from "./time-scale.ts";
import type { UtcMoment } from "./utc.ts";

/** What a header says of an exposure. */
export interface Exposure {
  /** UTC of the shutter's opening; null when no time of day is known or it has no UTC. */
  readonly start: UtcMoment | null;
  /** Modified Julian Day number of the start, which may be known where the time of day is not. */
  readonly day: number | null;
  /** What the header counts time in; null for a scale that has no UTC, such as local time. */
  readonly timeScale: TimeScale | null;
  /** What MJD-OBS says of the start, MJD of UTC; null where it does not tell. Where it differs from `start` by over 1 s, a note says so. */
  readonly mjdObs: number | null;
  /** Seconds the shutter was open; null when the header does not tell. */
  readonly length: number | null;
  /** Seconds from the start to the middle; null when the header does not tell. */
  readonly toMiddle: number | null;
  /** e−/ADU; 1 where `gainAssumed`. */
  readonly gain: number;
  readonly gainAssumed: boolean;
  /** e−; 0 where `readNoiseAssumed`. */
  readonly readNoise: number;
  readonly readNoiseAssumed: boolean;
  /** ADU at and above which pixels are saturated; null when the header does not tell. */
  readonly saturation: number | null;
  readonly site: Site | null;
  readonly filter: string | null;
  /** What is missing, unreadable, impossible, assumed or in conflict. */
  readonly notes: readonly ExposureNote[];
}

/** Reads what a header says of its exposure; never throws for a card: what cannot be read is missing and noted. */
export function exposureOf(header: Header): Exposure {
  const notes: ExposureNote[] = [];
  const note: TakeNote = (code, text) => void notes.push({ code, text });
  const time = exposureStart(header, note);
  const length = lengthOf(header, note);
  const gain = gainOf(header, note);
  const readNoise = readNoiseOf(header, note);
  if (gain === undefined) note("gain.assumed", "a gain of 1 e−/ADU is assumed: EGAIN and GAIN do not tell.");
  if (readNoise === undefined) note("readNoise.assumed", "a read noise of 0 e− is assumed: RDNOISE does not tell.");
  return {
    ...time,
    length,
    toMiddle: secondsToMiddle(header, { ...time, length }, note),
    gain: gain ?? 1,
    gainAssumed: gain === undefined,
    readNoise: readNoise ?? 0,
    readNoiseAssumed: readNoise === undefined,
    saturation: saturationOf(header, note),
    site: siteOf(header, note),
    filter: filterOf(header, note),
    notes,
  };
}

function filterOf(header: Header, note: TakeNote): string | null {
  for (const keyword of ["FILTER", "FILTNAM", "FILTER1"]) {
    const name = header.stringOrNote(keyword, (sentence) => note("filter.unreadable", sentence))?.trim();
    if (name) return name;
  }
  return null;
}
