import { asRead } from "../card.ts";
import type { Header } from "../header.ts";
import { kindOfKeyword } from "./used-keywords.ts";

/** In words, the cards that some reader would use and none can read: "EXPTIME must be a number, but reads 30,5". */
export function unreadableCards(header: Header, among: (keyword: string) => boolean = () => true): string[] {
  const keywords = new Set(
    header.cards
      .map(asRead)
      .filter(({ commentary }) => !commentary)
      .map(({ keyword }) => keyword.toUpperCase()),
  );
  const defects: string[] = [];
  for (const keyword of keywords) {
    const kind = among(keyword) ? kindOfKeyword(keyword) : undefined;
    const defect = kind && header.defectOf(keyword, kind);
    if (defect) defects.push(defect);
  }
  return defects;
}
