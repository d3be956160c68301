import type { Header } from "../header.ts";
import type { TakeNote } from "./exposure-note.ts";

interface Wanted {
  readonly quantity: "length" | "gain" | "readNoise" | "saturation";
  isPossible(value: number): boolean;
  /** What it must be, after "must be". */
  readonly rule: string;
}

/** The numbers that these cards state, in this order, without those that are none or impossible: a note tells of each of these. */
export function statedNumbers(
  header: Header,
  keywords: readonly string[],
  { quantity, isPossible, rule }: Wanted,
  note: TakeNote,
): { keyword: string; value: number }[] {
  return keywords.flatMap((keyword) => {
    const value = header.numberOrNote(keyword, (text) => note(`${quantity}.unreadable`, text));
    if (value === undefined) return [];
    if (isPossible(value)) return [{ keyword, value }];
    note(`${quantity}.impossible`, `${header.label}: ${keyword} must be ${rule}, but is ${value}.`);
    return [];
  });
}
