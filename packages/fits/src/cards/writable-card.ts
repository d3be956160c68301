import { AppError } from "@datalab/errors";
import type { Card } from "../card.ts";
import { formatCard } from "../format-card.ts";

/**
 * A card as a file may hold it: what breaks the rules of the standard but can be read is put right (characters outside ASCII become "?",
 * a keyword in small letters capitals). Undefined for what no reader could take: an unreadable value, an orphan CONTINUE, a keyword of
 * other characters.
 */
export function writableCard(card: Card): Card | undefined {
  if (!card.malformed) return card;
  if (card.unreadable !== undefined || card.keyword === "CONTINUE") return undefined;
  const keyword = writableKeyword(card);
  const mended = keyword === undefined ? undefined : { ...card, keyword, malformed: false, image: undefined };
  return mended && hasRoom(mended) ? mended : undefined;
}

/** A long HIERARCH keyword may leave too little of the 80 characters for its number. */
function hasRoom(card: Card): boolean {
  try {
    return formatCard(card) !== "";
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}

function writableKeyword({ keyword, commentary }: Card): string | undefined {
  if (/^[A-Za-z0-9_-]{1,8}$/.test(keyword) || (commentary && keyword === "")) return keyword.toUpperCase();
  const isHierarch = !commentary && keyword.length > 8 && /^[!-<>-~ ]{1,60}$/.test(keyword);
  return isHierarch ? keyword : undefined;
}
