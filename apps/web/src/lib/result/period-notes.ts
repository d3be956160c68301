import { formatPeriod } from "./format-period.ts";
import { type JsonObject, numberOf, objectOf } from "./json.ts";

/** Periods that differ by more than this share are two answers. */
const SAME = 0.01;

/** What must be known to read the periods of a result: why its two searches differ, and what its sampling cannot tell. */
export function periodNotes(data: JsonObject): string[] {
  const wide = objectOf(data.period_search);
  return [differenceNote(data, wide), samplingNote(wide)].filter((note) => note !== null);
}

function differenceNote(data: JsonObject, wide: JsonObject): string | null {
  const [older, found] = [numberOf(data.period), numberOf(wide.period)];
  if (older === null || found === null || Math.abs(older / found - 1) <= SAME) return null;
  const frequencies = Array.isArray(data.frequency) ? data.frequency : [];
  const [highest, lowest, widest] = [
    numberOf(frequencies.at(-1)),
    numberOf(wide.lowest_frequency),
    numberOf(wide.highest_frequency),
  ];
  const limit = highest === null ? "" : ` up to ${shortNumber(highest)} cycles a day`;
  const range =
    lowest === null || widest === null
      ? ""
      : ` from ${shortNumber(lowest)} to ${shortNumber(widest)} cycles a day, as the times allow,`;
  return `The older search gives ${formatPeriod(older, null)}: it only looks at single sine waves${limit}, whatever the times can tell. The wide search looks${range} at several harmonics and at dips.`;
}

function samplingNote({ sampling_step }: JsonObject): string | null {
  const step = numberOf(sampling_step);
  if (step === null) return null;
  return `All times are whole multiples of ${formatPeriod(step, null)} apart: a period below ${formatPeriod(2 * step, null)} looks the same as a longer one, and only the longer one is looked for.`;
}

const shortNumber = (value: number) => String(Number(value.toPrecision(3)));
