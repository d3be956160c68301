import type { Card, CardValue } from "../card.ts";
import { parseNumber } from "../parse-card.ts";

/** What a reader takes a card's value for. */
export type ValueKind = "number" | "integer" | "text" | "logical";

/** How messages call each kind. */
const wanted: Record<ValueKind, string> = {
  number: "a number",
  integer: "a whole number",
  text: "a text in quotes",
  logical: "T or F",
};

/** In words, that this card's value is none of its kind: "CRVAL1 must be a number, but reads 1,5". */
export function wrongKind(card: Card, kind: ValueKind): string {
  return `${card.keyword} must be ${wanted[kind]}, but reads ${textOf(card)}`;
}

/** True for a card that states something: a value, or characters that are none. A blank text states nothing. */
export function statesValue({ value, unreadable }: Card): boolean {
  if (value === undefined) return unreadable !== undefined;
  return typeof value !== "string" || value.trim() !== "";
}

/** Also a number in quotes. */
export function numberOf(value: CardValue): number | undefined {
  if (typeof value === "bigint" || typeof value === "number") return Number(value);
  return typeof value === "string" ? parseNumber(value.trim()) : undefined;
}

/** Also 2.0, and a number in quotes. */
export function integerOf(value: CardValue): number | undefined {
  const number = numberOf(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** A whole number of any size. */
export function bigintOf(value: CardValue): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "string" && /^[+-]?\d+$/.test(value.trim())) return BigInt(value.trim().replace("+", ""));
  const number = integerOf(value);
  return number === undefined ? undefined : BigInt(number);
}

/** Unquoted numbers and logicals are taken as they stand, as CFITSIO does. */
export function stringOf(value: CardValue): string | undefined {
  return typeof value === "object" ? undefined : typeof value === "boolean" ? (value ? "T" : "F") : String(value);
}

export function booleanOf(value: CardValue): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

const readers: Record<ValueKind, (value: CardValue) => unknown> = {
  number: numberOf,
  integer: bigintOf,
  text: stringOf,
  logical: booleanOf,
};

/** True for a card whose value can be taken for this kind, or that states none. */
export function isOfKind(card: Card, kind: ValueKind): boolean {
  return !statesValue(card) || (card.value !== undefined && readers[kind](card.value) !== undefined);
}

const longest = 70;

/** What stands where the value belongs, in printable characters. */
function textOf({ unreadable, value }: Card): string {
  const text = unreadable ?? shown(value);
  return text.replace(/[^ -~]/g, "?").slice(0, longest);
}

function shown(value: CardValue | undefined): string {
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "boolean") return value ? "T" : "F";
  return typeof value === "object" ? `(${value.re}, ${value.im})` : String(value);
}
