import type { Card, Header } from "@datalab/fits";

/** One image of a combination. */
export interface ImageHeader {
  readonly basename: string;
  readonly header: Header;
}

/** Why a card is left out: the end of a sentence that begins with its keyword, or with several. */
export interface LeftOut {
  readonly because: string;
}

export function isLeftOut(value: unknown): value is LeftOut {
  return typeof value === "object" && value !== null && "because" in value;
}

/** A card's number in one image, where another keyword may stand for it; or why there is none. */
export function numberIn({ basename, header }: ImageHeader, keywords: readonly string[]): number | LeftOut {
  let unreadable = "";
  for (const keyword of keywords) {
    const value = header.numberOrNote(keyword, (sentence) => {
      unreadable ||= sentence;
    });
    if (value !== undefined) return value;
    if (unreadable) return { because: `${basename}: ${unreadable}` };
  }
  return { because: `not stated by ${basename}` };
}

/** A card's number in every image. */
export function numbersIn(images: readonly ImageHeader[], keywords: readonly string[]): number[] | LeftOut {
  const values = images.map((image) => numberIn(image, keywords));
  return values.find(isLeftOut) ?? (values as number[]);
}

/** Whether these images state the same: numbers by value however written, anything else by its characters. */
export function statesTheSame(images: readonly ImageHeader[], keyword: string): boolean {
  const [first, ...others] = images.map(({ header }) => textOf(header, keyword));
  return others.every((text) => text === first);
}

export function cardOf(header: Header, keyword: string): Card | undefined {
  return header.cards.find((card) => !card.commentary && card.keyword.toUpperCase() === keyword);
}

function textOf(header: Header, keyword: string): string | undefined {
  const card = cardOf(header, keyword);
  if (!card) return undefined;
  const { value, unreadable = card.image } = card;
  if (value === undefined) return unreadable;
  if (typeof value === "object") return `${value.re} ${value.im}`;
  return typeof value === "string" ? `'${value.trimEnd()}` : String(value);
}

/** All different, and only in the last digits of a float, would be one exposure too. */
export function areAlike(values: readonly number[]): boolean {
  return Math.max(...values) - Math.min(...values) <= 1e-6 * Math.max(...values.map(Math.abs));
}
