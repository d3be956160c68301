import type { Card } from "../card.ts";
import { isStructural } from "../image-view.ts";

const ofTheOldPixels = new Set(["BZERO", "BSCALE", "BLANK", "CHECKSUM", "DATASUM", "ZHECKSUM", "ZDATASUM"]);

/**
 * The cards of an input's header that may stand in another file: everything that tells how the old pixels were stored
 * (structure, table, Z keywords, scaling, checksums) is dropped, and so are malformed cards and all but the first of a keyword.
 * `extname` takes the place of the old EXTNAME, or comes after the last value card.
 */
export function carriedCards(cards: Iterable<Card>, extname: Card): Card[] {
  const seen = new Set<string>();
  const kept: Card[] = [];
  for (const card of cards) {
    const keyword = card.keyword.toUpperCase();
    const isValue = !card.commentary;
    if (card.malformed || (isValue && (seen.has(keyword) || isStructural(keyword) || ofTheOldPixels.has(keyword))))
      continue;
    if (isValue) seen.add(keyword);
    kept.push(isValue && keyword === "EXTNAME" ? extname : card);
  }
  if (!seen.has("EXTNAME")) kept.splice(kept.findLastIndex((card) => !card.commentary) + 1, 0, extname);
  return kept;
}
