import type { Header } from "../header.ts";
import type { TakeNote } from "./exposure-note.ts";
import { timeOfDay } from "./time-of-day.ts";
import { type TimeScale, timeScaleNamed, toUtc } from "./time-scale.ts";
import {
  dayOf,
  julianDayOfMjd,
  momentOfMjd,
  readDate,
  secondsPerDay,
  type UtcMoment,
  type WrittenDate,
} from "./utc.ts";

/** What a card, or two, say about when. */
export interface Statement {
  readonly cards: string;
  readonly moment: UtcMoment;
}

/** 1900 and 2101. */
const [firstMjd, endMjd] = [15020, 88434];

const oldDate = /^\s*(\d\d)\/(\d\d)\/(\d\d)\s*$/;

/** Reads the cards of a header that tell a moment; TIMESYS is the scale of all of them. Notes tell of what is unreadable or impossible. */
export class MomentCards {
  /** Undefined for one that has no UTC. */
  readonly scale: TimeScale | undefined;

  private readonly header: Header;
  private readonly note: TakeNote;

  constructor(header: Header, note: TakeNote) {
    this.header = header;
    this.note = note;
    this.scale = this.#timeScale();
  }

  /** A date with or without a time of day; `dd/mm/yy` as headers had it until 1999, too. */
  date(keyword: string): WrittenDate | undefined {
    const text = this.#text(keyword);
    if (text === undefined) return undefined;
    const [, date, month, year] = oldDate.exec(text)?.map(Number) ?? [];
    const day = year === undefined ? null : dayOf(1900 + year, month, date);
    const read = day === null ? readDate(text) : { day, seconds: null, zoned: false };
    if (!read) this.#unreadable(keyword, "a date (yyyy-mm-ddThh:mm:ss)", text);
    return read ?? undefined;
  }

  /** The moment of a date with a time of day; undefined of one without. */
  ofDate(keyword: string, { day, seconds, zoned }: WrittenDate): Statement | undefined {
    if (seconds === null) return undefined;
    if (zoned && this.scale !== "UTC") {
      this.note("start.conflict", `${keyword} states a zone of UTC though TIMESYS is another scale: UTC is used.`);
    }
    return this.#converted(keyword, { day, seconds }, zoned ? "UTC" : this.scale);
  }

  /** The day of a date and the time of the first of these cards that has one; names that begin with UT are UTC by themselves. */
  ofDayAndTime({ day }: WrittenDate, keywords: readonly string[]): Statement | undefined {
    for (const keyword of keywords) {
      const text = this.#text(keyword);
      const seconds = text === undefined ? undefined : timeOfDay(text);
      if (text !== undefined && seconds === undefined) this.#unreadable(keyword, "a time of day (hh:mm:ss)", text);
      if (seconds === undefined) continue;
      const isUtc = keyword.startsWith("UT") && this.scale !== undefined;
      if (isUtc && this.scale !== "UTC") {
        this.note("start.assumed", `${keyword} is taken as UTC though TIMESYS is ${this.scale}.`);
      }
      return this.#converted(`DATE-OBS with ${keyword}`, { day, seconds }, isUtc ? "UTC" : this.scale);
    }
    return undefined;
  }

  /** A Modified Julian Date; a whole one where another card has the same day is the day without a time. */
  ofMjd(keyword: string, dated: WrittenDate | undefined): Statement | undefined {
    const value = this.#number(keyword);
    if (value === undefined) return undefined;
    if (Number.isInteger(value) && dated?.day === value && dated.seconds !== 0) {
      this.note("start.unreadable", `${this.header.label}: ${keyword} is ${value}, a day without a time.`);
      return undefined;
    }
    return this.#ofMjd(keyword, value);
  }

  /** A Julian date. */
  ofJulianDate(keyword: string): Statement | undefined {
    const value = this.#number(keyword);
    return value === undefined ? undefined : this.#ofMjd(keyword, value - julianDayOfMjd);
  }

  #ofMjd(keyword: string, mjd: number): Statement | undefined {
    if (mjd >= firstMjd && mjd < endMjd) {
      const day = Math.floor(mjd);
      const isUtc = this.scale === "UTC" || this.scale === "UT1";
      return this.#converted(
        keyword,
        isUtc ? momentOfMjd(mjd) : { day, seconds: (mjd - day) * secondsPerDay },
        this.scale,
      );
    }
    const value = this.header.number(keyword);
    this.note("start.impossible", `${this.header.label}: ${keyword} is ${value}, which is no time of an exposure.`);
    return undefined;
  }

  #converted(cards: string, moment: UtcMoment, from: TimeScale | undefined): Statement | undefined {
    if (from === undefined) return undefined;
    const utc = toUtc(moment, from);
    if (utc) return { cards, moment: utc };
    this.note(
      "start.impossible",
      `${this.header.label}: ${cards} is of a time before UTC (1972) in the scale ${from}.`,
    );
    return undefined;
  }

  #timeScale(): TimeScale | undefined {
    const text = this.#text("TIMESYS") ?? "";
    const scale = this.header.unreadable("TIMESYS") === undefined ? timeScaleNamed(text) : undefined;
    if (scale === undefined) {
      this.note("start.unreadable", `${this.header.label}: the time scale TIMESYS ${text} cannot be converted to UTC.`);
    } else if (scale === "UT1") {
      this.note("start.assumed", "UT1 (TIMESYS) is taken as UTC, from which it differs by at most 0.9 s.");
    }
    return scale;
  }

  #text(keyword: string): string | undefined {
    return (
      this.header.stringOrNote(keyword, (sentence) => this.note("start.unreadable", sentence))?.trim() || undefined
    );
  }

  #number(keyword: string): number | undefined {
    return this.header.numberOrNote(keyword, (sentence) => this.note("start.unreadable", sentence));
  }

  #unreadable(keyword: string, wanted: string, text: string): void {
    this.note("start.unreadable", `${this.header.label}: ${keyword} must be ${wanted}, but reads ${text}.`);
  }
}
