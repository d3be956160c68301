import { asRead } from "../card.ts";
import type { Header } from "../header.ts";
import { kindOfKeyword } from "./used-keywords.ts";

/** In words, the cards that some reader would use and none can read: "EXPTIME must be a number, but reads 30,5". */
export function unreadableCards(header: Header, among: (keyword: string) => boolean = () => true): string[] {
  const defects = new Set<string>();
  for (const { keyword, commentary } of header.cards.map(asRead)) {
    if (commentary || !among(keyword.toUpperCase())) continue;
    const kind = kindOfKeyword(keyword);
    const defect = kind && header.defectOf(keyword, kind);
    if (defect) defects.add(defect);
  }
  return [...defects];
}
