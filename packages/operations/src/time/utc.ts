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

/**
 * Reads an ISO 8601 date or date-time: `T` or a space between the two, seconds and their fraction optional, `Z`, an offset or nothing
 * (then UTC) at the end. Second 60 is taken at 23:59 UTC only. Null for anything else, so for missing and impossible dates.
 */
export function parseUtc(text: string | undefined | null): UtcMoment | null {
  const match = isoDate.exec(text ?? "");
  if (match === null) return null;
  const [year, month, date, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const milliseconds = Date.UTC(year, month - 1, date);
  const check = new Date(milliseconds);
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== date || year < 100) return null;
  const leap = second >= 60 && second < 61 && hour === 23 && minute === 59;
  if (hour > 23 || minute > 59 || (second >= 60 && !leap)) return null;
  const day = milliseconds / 1000 / secondsPerDay + mjdOfUnixEpoch;
  const offset = offsetMinutes(match[7]);
  if (offset === 0) return { day, seconds: hour * 3600 + minute * 60 + second };
  return leap || Number.isNaN(offset) ? null : normalised(day, hour * 3600 + (minute - offset) * 60 + second);
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
