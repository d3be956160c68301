import { taiMinusUtc } from "./leap-seconds.ts";

/** A moment of UTC: Modified Julian Day number and seconds into that day, in [0, 86400), or in [86400, 86401) within a leap second. */
export interface UtcMoment {
  readonly day: number;
  readonly seconds: number;
}

export const secondsPerDay = 86400;
/** Julian date of MJD 0. */
export const julianDayOfMjd = 2400000.5;
const mjdOfUnixEpoch = 40587;

const isoDate = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d*)?))?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?\s*$/i;

/** A date as it is written, in whatever time scale. */
export interface WrittenDate {
  /** Modified Julian Day number. */
  readonly day: number;
  /** Into that day; null where no time of day is written. */
  readonly seconds: number | null;
  /** Whether a `Z` or an offset says that it is UTC. */
  readonly zoned: boolean;
}

/**
 * Reads an ISO 8601 date or date-time: `T` or a space between the two, seconds and their fraction optional, `Z`, an offset or nothing
 * (then UTC) at the end. A date alone is its midnight. Second 60 is taken at 23:59 UTC only. Null for anything else, so for missing and
 * impossible dates.
 */
export function parseUtc(text: string | undefined | null): UtcMoment | null {
  const written = readDate(text);
  return written && { day: written.day, seconds: written.seconds ?? 0 };
}

/** `parseUtc` for those who must know whether there is a time of day. */
export function readDate(text: string | undefined | null): WrittenDate | null {
  const match = isoDate.exec(text ?? "");
  if (match === null) return null;
  const [year, month, date] = match.slice(1, 4).map(Number);
  const day = dayOf(year, month, date);
  if (day === null) return null;
  if (match[4] === undefined) return { day, seconds: null, zoned: false };
  const [hour, minute, second] = match.slice(4, 7).map((part) => Number(part ?? 0));
  const leap = second >= 60 && second < 61 && hour === 23 && minute === 59;
  if (hour > 23 || minute > 59 || (second >= 60 && !leap)) return null;
  const offset = offsetMinutes(match[7]);
  const zoned = match[7] !== undefined;
  if (offset === 0) return { day, seconds: hour * 3600 + minute * 60 + second, zoned };
  if (leap || Number.isNaN(offset)) return null;
  return { ...normalised(day, hour * 3600 + (minute - offset) * 60 + second), zoned };
}

/** The Modified Julian Day number of a day of the calendar; null for days there are not, and before the year 100. */
export function dayOf(year: number, month: number, date: number): number | null {
  const milliseconds = Date.UTC(year, month - 1, date);
  const check = new Date(milliseconds);
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== date || year < 100) return null;
  return milliseconds / 1000 / secondsPerDay + mjdOfUnixEpoch;
}

/** The moment in ISO 8601 to the millisecond, without a zone, as headers have it. */
export function formatUtc({ day, seconds }: UtcMoment): string {
  const milliseconds = Math.round(seconds * 1000);
  if (milliseconds >= dayLength(day) * 1000) return formatUtc({ day: day + 1, seconds: 0 });
  const date = new Date((day - mjdOfUnixEpoch) * secondsPerDay * 1000).toISOString().slice(0, 10);
  const minutes = Math.min(Math.floor(milliseconds / 60_000), 1439);
  const padded = (value: number) => String(value).padStart(2, "0");
  const rest = ((milliseconds - minutes * 60_000) / 1000).toFixed(3).padStart(6, "0");
  return `${date}T${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}:${rest}`;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(":", "") || 0)];
  if (hours > 23 || minutes > 59) return NaN;
  return (zone[0] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** The moment `interval` SI seconds (under a day) later; a leap second passed on the way counts. */
export function laterBy({ day, seconds }: UtcMoment, interval: number): UtcMoment {
  const length = dayLength(day);
  const later = seconds + interval;
  return later < length ? { day, seconds: later } : normalised(day + 1, later - length);
}

function dayLength(day: number): number {
  return secondsPerDay + leapSecondAfter(day);
}

function leapSecondAfter(day: number): number {
  const [before, after] = [taiMinusUtc(day), taiMinusUtc(day + 1)];
  return before === null || after === null ? 0 : after - before;
}

function normalised(day: number, seconds: number): UtcMoment {
  const days = Math.floor(seconds / secondsPerDay);
  return { day: day + days, seconds: seconds - days * secondsPerDay };
}

/** The moment of a Modified Julian Date, UTC: `mjdOf` backwards. */
export function momentOfMjd(mjd: number): UtcMoment {
  const day = Math.floor(mjd);
  return { day, seconds: (mjd - day) * dayLength(day) };
}

/** Modified Julian Date, UTC; one double: steps of 0.6 µs. A day with a leap second is stretched, as in `julianDate`. */
export function mjdOf({ day, seconds }: UtcMoment): number {
  return day + seconds / dayLength(day);
}

/** Seconds by which the first moment is the later one, leap seconds left aside. */
export function secondsBetween(a: UtcMoment, b: UtcMoment): number {
  return (a.day - b.day) * secondsPerDay + a.seconds - b.seconds;
}

/**
 * Julian date, UTC; one double: steps of 40 µs. A day with a leap second is stretched over its 86401 seconds, as SOFA and astropy do it,
 * so that the date never stands still.
 */
export function julianDate({ day, seconds }: UtcMoment): number {
  return day + julianDayOfMjd + seconds / dayLength(day);
}

/** Days of 86400 seconds since 1970-01-01T00:00 UTC, as clocks count them; steps of 0.3 µs. */
export function unixDays({ day, seconds }: UtcMoment): number {
  return day - mjdOfUnixEpoch + seconds / secondsPerDay;
}
