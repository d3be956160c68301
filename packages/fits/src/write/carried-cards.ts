import { asRead, type Card, commentaryCards } from "../card.ts";
import { writableCard } from "../cards/writable-card.ts";
import { Header } from "../header.ts";
import { isStructural } from "../image-view.ts";
import { isSkyCard, unreadableSkyCard } from "../wcs/celestial-cards.ts";

const ofTheOldPixels = new Set(["BZERO", "BSCALE", "BLANK", "CHECKSUM", "DATASUM", "ZHECKSUM", "ZDATASUM"]);

/**
 * The cards of an input's header that may stand in another file: everything that tells how the old pixels were stored (structure, table, Z
 * keywords, scaling, checksums) is dropped, and so are cards that cannot be read and all but the first of a keyword (`withoutHalfSky`,
 * `writableCard`). `extname` takes the place of the old EXTNAME, or comes after the last value card.
 */
export function carriedCards(cards: Iterable<Card>, extname: Card): Card[] {
  const seen = new Set<string>();
  const kept: Card[] = [];
  for (const original of withoutHalfSky(cards).map(asRead)) {
    const card = writableCard(original);
    const keyword = original.keyword.toUpperCase();
    const isValue = !original.commentary;
    if (!card || (isValue && (seen.has(keyword) || isStructural(keyword) || ofTheOldPixels.has(keyword)))) continue;
    if (isValue) seen.add(keyword);
    kept.push(isValue && keyword === "EXTNAME" ? extname : card);
  }
  if (!seen.has("EXTNAME")) kept.splice(kept.findLastIndex((card) => !card.commentary) + 1, 0, extname);
  return kept;
}

/**
 * In words, why the sky coordinates of this header are not written into another file; undefined where they are. Half of them would put the
 * image somewhere else.
 */
export function droppedSky(header: Header): string | undefined {
  return unreadableSkyCard(header);
}

/** The cards; where one of those for the sky cannot be read, without all of them, and a HISTORY says why. */
export function withoutHalfSky(cards: Iterable<Card>): Card[] {
  const header = new Header(cards);
  const reason = droppedSky(header);
  if (reason === undefined) return header.cards;
  const rest = header.cards.map(asRead).filter(({ keyword, commentary }) => commentary || !isSkyCard(keyword));
  return [...rest, ...commentaryCards("HISTORY", `Sky coordinates left out: ${reason}.`)];
}
