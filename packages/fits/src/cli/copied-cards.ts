import { asRead, type Card } from "../card.ts";
import type { Hdu } from "../hdu.ts";
import { isStructural } from "../image-view.ts";
import { withoutHalfSky } from "../write/carried-cards.ts";

/** The cards of an image that tell what it is, its scaling among them; those that only integers may have only for integers. */
export function copiedCards(hdu: Hdu): Card[] {
  const isFloat = (hdu.header.integer("BITPIX") ?? 0) < 0;
  return withoutHalfSky(hdu.header.cards.map(asRead)).filter(
    ({ keyword, commentary }) => commentary || !(isStructural(keyword) || (isFloat && keyword === "BLANK")),
  );
}
