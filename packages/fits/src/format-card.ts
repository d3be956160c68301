import type { Card, CardValue } from "./card.ts";
import { fitsError } from "./fits-error.ts";

/** A real number in at most 20 characters: the shortest decimal that reads back as itself, with fewer digits only where that is longer. */
function formatReal(value: number): string {
  if (!Number.isFinite(value)) throw fitsError("not_writable", "A header cannot hold a number that is not finite.");
  const plain = String(value);
  const fixed = /[.e]/.test(plain) ? plain.toUpperCase().replace("E+", "E") : `${plain}.0`;
  if (fixed.length <= 20) return fixed;
  for (let digits = 16; ; digits--) {
    const shorter = value.toExponential(digits).toUpperCase().replace("E+", "E");
    if (shorter.length <= 20 && Number.isFinite(Number(shorter))) return shorter;
  }
}

/** The 80 characters of a card, or a multiple of 80 where its string needs CONTINUE cards. Characters outside ASCII become "?". */
export function formatCard(card: Card): string {
  if (card.image !== undefined) return card.image;
  const comment = ascii(card.comment);
  if (card.commentary) return record(card.keyword.padEnd(8) + comment);
  const start = formatKeyword(card.keyword);
  const { value } = card;
  if (typeof value === "string") return formatString(start, ascii(value), comment);
  const text = value === undefined ? "" : formatScalar(value, card.real);
  const field = start.startsWith("HIERARCH ") ? text : text.padStart(20);
  if (start.length + field.length > 80) throw fitsError("not_writable", `The header card ${card.keyword} is too long.`);
  return record(start + withComment(field, comment));
}

function formatKeyword(keyword: string): string {
  if (/^[A-Z0-9_-]{1,8}$/.test(keyword)) return `${keyword.padEnd(8)}= `;
  if (keyword === "" || keyword.length > 60 || !/^[!-<>-~ ]+$/.test(keyword)) {
    throw fitsError("not_writable", `"${keyword}" cannot be the keyword of a header card.`);
  }
  return `HIERARCH ${keyword} = `;
}

function formatScalar(value: Exclude<CardValue, string>, real: boolean): string {
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isSafeInteger(value) && !real ? String(value) : formatReal(value);
  return `(${formatReal(value.re)}, ${formatReal(value.im)})`;
}

function formatString(start: string, value: string, comment: string): string {
  const quoted = `'${value.replaceAll("'", "''").padEnd(8)}'`;
  if (start.length + quoted.length <= 80) return record(start + withComment(quoted.padEnd(20), comment));
  const cards: string[] = [];
  let rest = value.replaceAll("'", "''");
  let lead = start;
  while (lead.length + rest.length + 2 > 80) {
    const cut = safeCut(rest, 80 - lead.length - 3);
    cards.push(record(`${lead}'${rest.slice(0, cut)}&'`));
    rest = rest.slice(cut);
    lead = "CONTINUE  ";
  }
  cards.push(record(lead + withComment(`'${rest}'`, comment)));
  return cards.join("");
}

/** A place to break a string with doubled quotes that does not split a pair. */
function safeCut(text: string, at: number): number {
  let quotes = 0;
  while (text[at - 1 - quotes] === "'") quotes++;
  return at - (quotes % 2);
}

function withComment(field: string, comment: string): string {
  return comment === "" ? field : `${field} / ${comment}`;
}

function record(text: string): string {
  return text.slice(0, 80).padEnd(80);
}

function ascii(text: string): string {
  return text.replace(/[^ -~]/g, "?");
}
