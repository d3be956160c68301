import type { Header } from "../header.ts";
import type { TakeNote } from "./exposure-note.ts";
import { MomentCards, type Statement } from "./moment-cards.ts";
import type { TimeScale } from "./time-scale.ts";
import { formatUtc, mjdOf, secondsBetween, type UtcMoment } from "./utc.ts";

/** Cards that cameras write the time of day in where DATE-OBS has the day alone. */
const timeCards = ["TIME-OBS", "UTSTART", "UTSHUT", "UT-STR", "UT-START", "UT-OBS", "UTC-OBS", "UTOBS", "UT", "UTC"];

/** Seconds: cards that differ by more do not speak of one moment. */
const tolerance = 1;

export interface ExposureStart {
  /** UTC of the shutter's opening; null when no time of day is known. */
  readonly start: UtcMoment | null;
  /** Modified Julian Day number of the start, which may be known where the time of day is not. */
  readonly day: number | null;
  /** What the header counts time in; null for a scale that has no UTC, such as local time. */
  readonly timeScale: TimeScale | null;
  /** MJD of UTC as MJD-OBS has it; null where that has no time of day. */
  readonly mjdObs: number | null;
}

/**
 * UTC of the shutter's opening: DATE-OBS where it has a time of day, else its day and the time of another card, else MJD-OBS, DATE-BEG,
 * MJD-BEG, a Julian date that is said to be the start's (FITS 4.0, §9). TIMESYS is the scale of all of them. Null, with a note, where
 * no time of day is known or it has no UTC.
 */
export function exposureStart(header: Header, note: TakeNote): ExposureStart {
  const cards = new MomentCards(header, note);
  const dated = cards.date("DATE-OBS");
  const begun = cards.date("DATE-BEG");
  const mjdObs = cards.ofMjd("MJD-OBS", dated);
  const [first, ...others] = [
    dated && cards.ofDate("DATE-OBS", dated),
    dated?.seconds === null ? cards.ofDayAndTime(dated, timeCards) : undefined,
    mjdObs,
    begun && cards.ofDate("DATE-BEG", begun),
    cards.ofMjd("MJD-BEG", dated),
    cards.ofMjd("MJD-STR", dated),
    cards.ofJulianDate("JD_SOBS"),
    isStart(header, "JD") ? cards.ofJulianDate("JD") : undefined,
  ].filter((statement) => statement !== undefined);
  if (!first) note("start.missing", "no time of day is known (DATE-OBS with a time, TIME-OBS, UTSTART, MJD-OBS).");
  else noteConflict(first, others, note);
  const isUtc = cards.scale === "UTC" || cards.scale === "UT1";
  const mjd = mjdObs && (isUtc ? header.number("MJD-OBS") : mjdOf(mjdObs.moment));
  const day = first?.moment.day ?? dated?.day ?? begun?.day ?? null;
  return { start: first?.moment ?? null, day, timeScale: cards.scale ?? null, mjdObs: mjd ?? null };
}

/** Whether a card's comment says that it is about the start; observers write the middle and the end there as well. */
function isStart(header: Header, keyword: string): boolean {
  const card = header.cards.find((card) => card.keyword.toUpperCase() === keyword);
  return card !== undefined && /start|begin/i.test(card.comment);
}

function noteConflict(used: Statement, others: readonly Statement[], note: TakeNote): void {
  const other = others.find(({ moment }) => Math.abs(secondsBetween(used.moment, moment)) > tolerance);
  if (!other) return;
  const [here, there] = [used, other].map(({ cards, moment }) => `${formatUtc(moment)} UTC by ${cards}`);
  note("start.conflict", `the exposure began at ${here}, but at ${there}: ${used.cards} is used.`);
}
