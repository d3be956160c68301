import { type Card, commentaryCards, valueCard } from "../card.ts";

/** The cards of a primary HDU without data. */
export function primaryCards(cards: Iterable<Card> = []): Card[] {
  return [
    valueCard("SIMPLE", true, "conforms to FITS standard"),
    valueCard("BITPIX", 8, "array data type"),
    valueCard("NAXIS", 0, "number of array dimensions"),
    valueCard("EXTEND", true),
    ...cards,
  ];
}

/** The primary HDU of a result: its key, and in words how it was made. */
export function resultPrimaryCards(key: string, comment: string): Card[] {
  return primaryCards([valueCard("DLAB_KEY", key), ...commentaryCards("COMMENT", comment)]);
}
