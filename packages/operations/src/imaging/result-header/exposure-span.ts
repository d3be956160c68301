import type { Header } from "@datalab/fits";
import { julianDate, julianDayOfMjd, laterBy, parseUtc, type UtcMoment } from "../../time/utc.ts";
import { type ImageHeader, isLeftOut, numberIn } from "./image-cards.ts";

/** The cards that hold the length of an exposure, the usual one first. */
export const lengthCards = ["EXPTIME", "EXPOSURE", "XPOSURE"];

/** When an image was exposed, in days of UTC (MJD); undefined where its header does not tell the time of day. */
export interface ExposureSpan {
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** Seconds. */
  readonly length: number | undefined;
}

export function exposureSpan(image: ImageHeader): ExposureSpan {
  const length = numberIn(image, lengthCards);
  const start = startOf(image.header);
  const known = isLeftOut(length) || length < 0 ? undefined : length;
  const stated = momentOf(image.header, "DATE-END");
  const end = stated ?? (start && known !== undefined ? laterBy(start, known) : undefined);
  return { start: start && mjd(start), end: end && mjd(end), length: known };
}

function startOf(header: Header): UtcMoment | undefined {
  return isUtc(header) ? momentOf(header, "DATE-OBS") : undefined;
}

function momentOf(header: Header, keyword: string): UtcMoment | undefined {
  const text = header.stringOrNote(keyword, () => {});
  return text && /[T ]/.test(text.trim()) ? (parseUtc(text) ?? undefined) : undefined;
}

function isUtc(header: Header): boolean {
  return /^(UTC?|GMT)?$/.test((header.stringOrNote("TIMESYS", () => {}) ?? "").trim().toUpperCase());
}

function mjd(moment: UtcMoment): number {
  return julianDate(moment) - julianDayOfMjd;
}
