import { type Card, type CardValue, valueCard } from "./card.ts";
import { fitsError } from "./fits-error.ts";
import { formatCard } from "./format-card.ts";
import { parseCard, parseField } from "./parse-card.ts";

export const BLOCK = 2880;

/** The cards of one HDU in their order. Of cards with one keyword the first is the one that counts. */
export class Header {
  readonly cards: Card[];
  private readonly first = new Map<string, Card>();

  constructor(cards: Iterable<Card> = []) {
    this.cards = [...cards];
    this.index();
  }

  has(keyword: string): boolean {
    return this.first.has(keyword.toUpperCase());
  }

  /** The value; undefined where there is no such card, it states no value, or its value cannot be read. */
  get(keyword: string): CardValue | undefined {
    return this.first.get(keyword.toUpperCase())?.value;
  }

  /** A finite number. Integers beyond 2^53 are rounded. */
  number(keyword: string): number | undefined {
    const value = this.get(keyword);
    if (typeof value === "bigint") return Number(value);
    return typeof value === "number" ? value : undefined;
  }

  /** A whole number within ±2^53, also where it is written 2.0. */
  integer(keyword: string): number | undefined {
    const value = this.get(keyword);
    return Number.isSafeInteger(value) ? (value as number) : undefined;
  }

  string(keyword: string): string | undefined {
    const value = this.get(keyword);
    return typeof value === "string" ? value : undefined;
  }

  boolean(keyword: string): boolean | undefined {
    const value = this.get(keyword);
    return typeof value === "boolean" ? value : undefined;
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
    if (old) this.cards[this.cards.indexOf(old)] = card;
    else this.cards.push(card);
    this.first.set(keyword.toUpperCase(), card);
  }

  /** Removes every card of this keyword. */
  delete(keyword: string): void {
    const kept = this.cards.filter((card) => card.keyword.toUpperCase() !== keyword.toUpperCase());
    this.cards.splice(0, this.cards.length, ...kept);
    this.first.delete(keyword.toUpperCase());
  }

  clone(): Header {
    return new Header(this.cards);
  }

  private commentary(keyword: string): string[] {
    return this.cards.filter((card) => card.keyword === keyword && card.commentary).map((card) => card.comment);
  }

  private index(): void {
    for (const card of this.cards) {
      const key = card.keyword.toUpperCase();
      if (!card.commentary && !this.first.has(key)) this.first.set(key, card);
    }
  }
}

/** The header in these bytes, 80 a card, up to END or their end. Malformed cards are kept and marked; nothing is thrown for them. */
export function parseHeader(bytes: Uint8Array): Header {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const cards: Card[] = [];
  let open: Card | undefined;
  for (let at = 0; at + 80 <= text.length; at += 80) {
    const image = text.slice(at, at + 80);
    if (image.startsWith("END     ")) break;
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
 * The bytes of a header: its cards, END, and blanks up to a multiple of 2880. Malformed cards are left out; the LONGSTRN card that
 * older readers want before a string of several cards is added where it is missing.
 */
export function formatHeader(cards: Iterable<Card>): Uint8Array {
  const records = [...cards].filter((card) => !card.malformed).map(formatCard);
  const long = records.findIndex((record) => record.length > 80);
  if (long >= 0 && !records.some((record) => record.startsWith("LONGSTRN="))) {
    records.splice(long, 0, formatCard(valueCard("LONGSTRN", "OGIP 1.0", "long strings are continued")));
  }
  const text = [...records, "END".padEnd(80)].join("");
  return Buffer.from(text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK), "latin1");
}

/** The whole number a keyword must hold, or an error that names HDU and keyword. */
export function requireInteger(header: Header, keyword: string, low: number, high: number, hdu: string): number {
  const value = header.get(keyword);
  if (value === undefined) throw fitsError("bad_keyword", `${hdu}: the keyword ${keyword} is missing or has no value.`);
  const integer = header.integer(keyword);
  if (integer === undefined || integer < low || integer > high) {
    const range = high === Number.MAX_SAFE_INTEGER ? `, ${low} or more` : ` from ${low} to ${high}`;
    throw fitsError("bad_keyword", `${hdu}: ${keyword} must be a whole number${range}.`);
  }
  return integer;
}
