/** A complex number as a card holds it. */
export interface ComplexValue {
  re: number;
  im: number;
}

/** Integers beyond 2^53 are bigints. */
export type CardValue = string | number | bigint | boolean | ComplexValue;

/**
 * One record of a header: 80 characters, or more where CONTINUE cards carry on a long string.
 *
 * A card that breaks the rules of the standard is kept and marked `malformed`: what can be read of it is read,
 * nothing is guessed, and it is left out when a header is written.
 */
export interface Card {
  /** Without blanks at the end; "" for a blank keyword. A HIERARCH keyword is the text between HIERARCH and "=". */
  keyword: string;
  /** Undefined: the card states no value, or is commentary. */
  value: CardValue | undefined;
  /** Of a value card, the words after "/"; of a commentary card, its text. */
  comment: string;
  commentary: boolean;
  malformed: boolean;
  /** The characters that stand where a value belongs and are none: a decimal comma, words without quotes, a number out of range. */
  unreadable?: string;
  /** Of commentary that is a value but for the blank behind its equals sign ("EXPTIME =30.5"): the card that readers take it for. */
  lenient?: Card;
  /** Write a whole number as a real one: 16.0. */
  real: boolean;
  /** The characters it was read from, a multiple of 80 long, if it may be written back as it stands. */
  image: string | undefined;
}

/** The card as readers take it. */
export function asRead(card: Card): Card {
  return card.lenient ?? card;
}

/** A value card. Whole numbers are written as integers; see `realCard`. */
export function valueCard(keyword: string, value: CardValue | undefined, comment = ""): Card {
  return { keyword, value, comment, commentary: false, malformed: false, real: false, image: undefined };
}

/** A card whose number is always written with a decimal point or an exponent. */
export function realCard(keyword: string, value: number, comment = ""): Card {
  return { ...valueCard(keyword, value, comment), real: true };
}

/** COMMENT, HISTORY or blank-keyword cards, as many as the text needs at 72 characters each. */
export function commentaryCards(keyword: string, text: string): Card[] {
  const cards: Card[] = [];
  for (let start = 0; start === 0 || start < text.length; start += 72) {
    cards.push({ ...valueCard(keyword, undefined, text.slice(start, start + 72)), commentary: true });
  }
  return cards;
}
