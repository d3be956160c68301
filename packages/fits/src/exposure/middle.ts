import type { Header } from "../header.ts";
import type { TakeNote } from "./exposure-note.ts";
import { MomentCards } from "./moment-cards.ts";
import { secondsBetween, type UtcMoment } from "./utc.ts";

interface Span {
  readonly start: UtcMoment | null;
  /** Seconds. */
  readonly length: number | null;
}

/**
 * Seconds from the start to the middle of an exposure: half its length. An image that combines several (NCOMBINE) has pauses between
 * them, so that its middle is what MJD-MID tells. Null, with a note, where the middle is not known.
 */
export function secondsToMiddle(header: Header, { start, length }: Span, note: TakeNote): number | null {
  const combined = header.numberOrNote("NCOMBINE", (text) => note("middle.unreadable", text)) ?? 1;
  if (!(combined > 1)) return length === null ? null : length / 2;
  const cards = new MomentCards(header, () => {});
  const middle = header.unreadable("MJD-MID") === undefined ? cards.ofMjd("MJD-MID", undefined) : undefined;
  const seconds = middle && start ? secondsBetween(middle.moment, start) : -1;
  if (seconds >= 0) return seconds;
  note("middle.missing", `the image combines ${combined} exposures, and no MJD-MID tells the middle of them.`);
  return null;
}
