import type { Card, CardValue } from "./card.ts";
import { fitsError } from "./fits-error.ts";

/**
 * The shortest decimal that reads back as the same number, with a point or an exponent: 20 characters or fewer for all but those that
 * need 17 digits and an exponent, which take up to 24 (FITS 4.0, §4.2.4 leaves the length free).
 */
function formatReal(value: number): string {
  if (!Number.isFinite(value)) throw fitsError("not_writable", "A header cannot hold a number that is not finite.");
  const upper = (text: string) => text.toUpperCase().replace("E+", "E");
  const plain = Object.is(value, -0) ? "-0" : String(value);
  const fixed = /[.e]/.test(plain) ? upper(plain) : `${plain}.0`;
  const scientific = upper(value.toExponential());
  return fixed.length <= 20 || fixed.length <= scientific.length ? fixed : scientific;
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
