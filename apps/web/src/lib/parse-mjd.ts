import { julianDateOf, parseUtcDate } from "./julian-date.ts";

const julianDateOfMjd = 2_400_000.5;

/** A modified Julian date, as a number or from a date in universal time ("2026-01-11 02:24:57"); null when it is neither. */
export function parseMjd(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d*)?$/.test(trimmed)) return Number(trimmed);
  const date = /^\d{4}-\d\d-\d\d/.test(trimmed) ? parseUtcDate(trimmed) : null;
  return date === null ? null : julianDateOf(date) - julianDateOfMjd;
}
