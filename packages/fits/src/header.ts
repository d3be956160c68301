import { toAppError } from "@datalab/errors";
import { asRead, type Card, type CardValue, valueCard } from "./card.ts";
import {
  bigintOf,
  booleanOf,
  integerOf,
  isOfKind,
  numberOf,
  statesValue,
  stringOf,
  type ValueKind,
  wrongKind,
} from "./cards/card-value.ts";
import { writableCard } from "./cards/writable-card.ts";
import { fitsError } from "./fits-error.ts";
import { formatCard } from "./format-card.ts";
import { parseCard, parseField } from "./parse-card.ts";

export const BLOCK = 2880;

/** The cards of one HDU in their order. Of cards with one keyword the first is the one that counts. */
export class Header {
  readonly cards: Card[];
  /** How messages call the HDU: "HDU 1 (SCI)". */
  label = "The header";
  private readonly first = new Map<string, Card>();

  constructor(cards: Iterable<Card> = []) {
    this.cards = [...cards];
    this.index();
  }

  has(keyword: string): boolean {
    return this.first.has(keyword.toUpperCase());
  }

  /** True where a card of this keyword states something, readable or not: blank values and blank texts state nothing. */
  states(keyword: string): boolean {
    const card = this.first.get(keyword.toUpperCase());
    return card !== undefined && statesValue(card);
  }

  /** The value; undefined where there is no such card, it states no value, or its value cannot be read (`unreadable` tells). */
  get(keyword: string): CardValue | undefined {
    return this.first.get(keyword.toUpperCase())?.value;
  }

  /** The text that stands where this keyword's value belongs and is none; undefined for a card that is absent, blank or readable. */
  unreadable(keyword: string): string | undefined {
    return this.first.get(keyword.toUpperCase())?.unreadable;
  }

  /**
   * A finite number, also where it stands in quotes; undefined where there is no card or it states no value or a blank text. Integers
   * beyond 2^53 are rounded.
   * @throws AppError fits.bad_keyword, with HDU, keyword and text, for a value that is no number
   */
  number(keyword: string): number | undefined {
    return this.#read(keyword, numberOf, "number");
  }

  /**
   * A whole number within ±2^53, also where it is written 2.0 or in quotes.
   * @throws AppError fits.bad_keyword for any other value
   */
  integer(keyword: string): number | undefined {
    return this.#read(keyword, integerOf, "integer");
  }

  /**
   * A whole number of any size, also where it is written 2.0 or in quotes.
   * @throws AppError fits.bad_keyword for any other value
   */
  wholeNumber(keyword: string): bigint | undefined {
    return this.#read(keyword, bigintOf, "integer");
  }

  /** @throws AppError fits.bad_keyword for words without quotes, a quote that is never closed, a complex number */
  string(keyword: string): string | undefined {
    return this.#read(keyword, stringOf, "text");
  }

  /** @throws AppError fits.bad_keyword for a value that is neither T nor F */
  boolean(keyword: string): boolean | undefined {
    return this.#read(keyword, booleanOf, "logical");
  }

  /** `number` for those who can go on without: of an unreadable value, `note` is told a sentence and the answer is undefined. */
  numberOrNote(keyword: string, note: (sentence: string) => void): number | undefined {
    return noted(() => this.number(keyword), note);
  }

  /** `string` for those who can go on without: of an unreadable value, `note` is told a sentence and the answer is undefined. */
  stringOrNote(keyword: string, note: (sentence: string) => void): string | undefined {
    return noted(() => this.string(keyword), note);
  }

  /** In words, that a value stands there and is none of this kind: "CRVAL1 must be a number, but reads 1,5". */
  defectOf(keyword: string, kind: ValueKind): string | undefined {
    const card = this.first.get(keyword.toUpperCase());
    return card && !isOfKind(card, kind) ? wrongKind(card, kind) : undefined;
  }

  comments(): string[] {
    return this.commentary("COMMENT");
  }

  history(): string[] {
    return this.commentary("HISTORY");
  }

  /** Replaces the first card of this keyword in its place, or appends one. An empty comment keeps the old card's. */
  set(keyword: string, value: CardValue, comment = ""): void {
    const old = this.first.get(keyword.toUpperCase());
    const card = valueCard(old?.keyword ?? keyword, value, comment || (old?.comment ?? ""));
    if (old) this.cards[this.cards.findIndex((other) => asRead(other) === old)] = card;
    else this.cards.push(card);
    this.first.set(keyword.toUpperCase(), card);
  }

  /** Removes every card of this keyword. */
  delete(keyword: string): void {
    const kept = this.cards.filter((card) => asRead(card).keyword.toUpperCase() !== keyword.toUpperCase());
    this.cards.splice(0, this.cards.length, ...kept);
    this.first.delete(keyword.toUpperCase());
  }

  clone(): Header {
    const copy = new Header(this.cards);
    copy.label = this.label;
    return copy;
  }

  #read<T>(keyword: string, as: (value: CardValue) => T | undefined, kind: ValueKind): T | undefined {
    const card = this.first.get(keyword.toUpperCase());
    if (!card) return undefined;
    const value = card.value === undefined ? undefined : as(card.value);
    if (value !== undefined && (kind === "text" || statesValue(card))) return value;
    if (!statesValue(card)) return undefined;
    throw fitsError("bad_keyword", `${this.label}: ${wrongKind(card, kind)}.`);
  }

  private commentary(keyword: string): string[] {
    return this.cards.filter((card) => card.keyword === keyword && card.commentary).map((card) => card.comment);
  }

  private index(): void {
    for (const card of this.cards.map(asRead)) {
      const key = card.keyword.toUpperCase();
      if (!card.commentary && !this.first.has(key)) this.first.set(key, card);
    }
  }
}

function noted<T>(read: () => T | undefined, note: (sentence: string) => void): T | undefined {
  try {
    return read();
  } catch (thrown) {
    note(toAppError(thrown).message);
    return undefined;
  }
}

/** The header in these bytes, 80 a card, up to END or their end. Malformed cards are kept and marked; nothing is thrown for them. */
export function parseHeader(bytes: Uint8Array): Header {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const cards: Card[] = [];
  let open: Card | undefined;
  for (let at = 0; at + 80 <= text.length; at += 80) {
    const image = text.slice(at, at + 80);
    if (isEnd(image)) break;
    const card = parseCard(image);
    if (card.keyword === "CONTINUE" && card.commentary) {
      if (open && continueString(open, image)) continue;
      card.malformed = true;
    }
    cards.push(card);
    open = typeof card.value === "string" && card.value.endsWith("&") ? card : undefined;
  }
  return new Header(cards);
}

/** The END card; NUL bytes in place of its blanks are those of a buffer that was never filled. */
export function isEnd(image: string): boolean {
  return image.startsWith("END") && /^[ \0]{5}/.test(image.slice(3));
}

function continueString(card: Card, image: string): boolean {
  const before = card.value as string;
  const field = parseField(image.slice(8));
  if (!before.endsWith("&") || typeof field.value !== "string") return false;
  card.value = before.slice(0, -1) + field.value;
  card.comment = [card.comment, field.comment].filter((part) => part !== "").join(" ");
  card.malformed ||= field.malformed || !/^[ -~]*$/.test(image);
  if (card.image !== undefined) card.image += image;
  return true;
}

/**
 * The bytes of a header: its cards, END, and blanks up to a multiple of 2880. Of malformed cards those that can be read are put right, the
 * others left out (`writableCard`); the LONGSTRN card that older readers want before a string of several cards is added where it is missing.
 */
export function formatHeader(cards: Iterable<Card>): Uint8Array {
  const records = [...cards].flatMap((card) => writableCard(card) ?? []).map(formatCard);
  const long = records.findIndex((record) => record.length > 80);
  if (long >= 0 && !records.some((record) => record.startsWith("LONGSTRN="))) {
    records.splice(long, 0, formatCard(valueCard("LONGSTRN", "OGIP 1.0", "long strings are continued")));
  }
  const text = [...records, "END".padEnd(80)].join("");
  return Buffer.from(text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK), "latin1");
}

/** The whole number a keyword must hold, or an error that names HDU and keyword. */
export function requireInteger(header: Header, keyword: string, low: number, high: number, hdu: string): number {
  const integer = header.integer(keyword);
  if (integer === undefined) {
    throw fitsError("bad_keyword", `${hdu}: the keyword ${keyword} is missing or has no value.`);
  }
  if (integer < low || integer > high) {
    const range = high === Number.MAX_SAFE_INTEGER ? `, ${low} or more` : ` from ${low} to ${high}`;
    throw fitsError("bad_keyword", `${hdu}: ${keyword} must be a whole number${range}, but reads ${integer}.`);
  }
  return integer;
}
