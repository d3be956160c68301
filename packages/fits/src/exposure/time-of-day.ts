import { readDate } from "./utc.ts";

const clock = /^(\d{1,2})[:\s]\s*(\d{1,2})(?:[:\s]\s*(\d{1,2}(?:\.\d*)?))?\s*(?:Z|UTC?)?$/i;

/** Seconds since midnight of `hh:mm:ss.s`, `hh mm ss` or a date with a time; undefined for anything else. */
export function timeOfDay(text: string): number | undefined {
  const match = clock.exec(text.trim());
  if (!match) return readDate(text)?.seconds ?? undefined;
  const [hour, minute, second] = match.slice(1, 4).map((part) => Number(part ?? 0));
  return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : undefined;
}
