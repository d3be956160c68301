import { exposureOf, type Header, laterBy, parseUtc, unixDays } from "@datalab/fits";
import type { ImageHeader } from "./image-cards.ts";

/** The cards that hold the length of an exposure, the usual one first. */
export const lengthCards = ["EXPTIME", "EXPOSURE", "XPOSURE", "EXP_TIME"];

/** When an image was exposed, in days of UTC since 1970; undefined where its header does not tell. */
export interface ExposureSpan {
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** Seconds. */
  readonly length: number | undefined;
  /** Whether the dates in the header are of UTC. */
  readonly isUtc: boolean;
}

export function exposureSpan({ header }: ImageHeader): ExposureSpan {
  const { start, length } = exposureOf(header);
  const isUtc = /^(UTC?|UT1|GMT)?$/.test((header.stringOrNote("TIMESYS", () => {}) ?? "").trim().toUpperCase());
  const stated = isUtc ? endOf(header) : undefined;
  const known = start ? unixDays(start) : undefined;
  const counted = start && length !== null ? unixDays(laterBy(start, length)) : undefined;
  const end = stated !== undefined && stated >= (known ?? stated) ? stated : counted;
  return { start: known, end, length: length ?? undefined, isUtc };
}

function endOf(header: Header): number | undefined {
  const text = header.stringOrNote("DATE-END", () => {})?.trim();
  const moment = text && /[T ]/.test(text) ? parseUtc(text) : null;
  return moment ? unixDays(moment) : undefined;
}
