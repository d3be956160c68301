import type { Card, CardValue } from "./card.ts";

const integerText = /^[+-]?\d+$/;
const realText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[EDed][+-]?\d+)?$/;
const commentaryKeywords = new Set(["COMMENT", "HISTORY", ""]);

interface Field {
  value: CardValue | undefined;
  comment: string;
  malformed: boolean;
  unreadable?: string;
  real: boolean;
}

/**
 * The card in 80 characters of a header (FITS 4.0, §4.1 and §4.2; HIERARCH as ESO registered it). A keyword without the value indicator
 * "= " is commentary; what CFITSIO 4.2 reads where only the blank is missing is in `lenient`. NUL bytes count as blanks. Never throws.
 */
export function parseCard(text: string): Card {
  const printable = /^[ -~]*$/.test(text);
  const image = printable ? text : undefined;
  const readable = printable ? text : text.replaceAll("\0", " ");
  const name = readable.slice(0, 8).trimEnd();
  const hierarch = /^HIERARCH +([^=]*[^= ]) *=(.*)$/s.exec(readable);
  if (hierarch) return fromField(hierarch[1], parseField(hierarch[2]), image);
  if (!commentaryKeywords.has(name) && readable.slice(8, 10) === "= ")
    return valueCardOf(name, readable.slice(10), image);
  const comment = readable.slice(8).trimEnd();
  const malformed = !printable || !/^[A-Z0-9_-]*$/.test(name);
  const card = { keyword: name, value: undefined, comment, commentary: true, malformed, real: false, image };
  const equals = equalsSign(readable);
  const keyword = readable.slice(0, Math.max(0, equals)).trimEnd();
  if (equals < 0 || commentaryKeywords.has(keyword)) return card;
  return { ...card, lenient: valueCardOf(keyword, readable.slice(equals + 1), undefined) };
}

function valueCardOf(keyword: string, field: string, image: string | undefined): Card {
  const card = fromField(keyword, parseField(field), image);
  return /^[A-Z0-9_-]+$/.test(keyword) ? card : { ...card, malformed: true };
}

/** Where the value indicator stands, in column 9 or directly behind a shorter keyword; -1 where there is none. */
function equalsSign(text: string): number {
  if (text[8] === "=") return 8;
  const short = /^[A-Za-z0-9_-]{1,7}=/.exec(text);
  return short ? short[0].length - 1 : -1;
}

function fromField(keyword: string, field: Field, image: string | undefined): Card {
  const { value, comment, real, unreadable } = field;
  const malformed = field.malformed || image === undefined;
  return { keyword, value, comment, commentary: false, malformed, ...(unreadable && { unreadable }), real, image };
}

/** The value and comment in the text that follows the value indicator; the text of a CONTINUE card is read alike. */
export function parseField(text: string): Field {
  const field = text.trim();
  if (field.startsWith("'")) return parseQuoted(field);
  const slash = field.indexOf("/");
  const token = (slash < 0 ? field : field.slice(0, slash)).trim();
  const comment = slash < 0 ? "" : field.slice(slash + 1).trim();
  if (token === "") return { value: undefined, comment, malformed: false, real: false };
  const value = parseToken(token);
  return {
    value,
    comment,
    malformed: value === undefined,
    ...(value === undefined && { unreadable: token }),
    real: typeof value === "number" && !integerText.test(token),
  };
}

function parseQuoted(field: string): Field {
  const match = /^'((?:[^']|'')*)'(.*)$/.exec(field);
  if (!match) return { value: undefined, comment: "", malformed: true, unreadable: field, real: false };
  const after = match[2].trim();
  const content = match[1].replaceAll("''", "'");
  const trimmed = content.trimEnd();
  const value = trimmed === "" && content !== "" ? " " : trimmed;
  const comment = after.startsWith("/") ? after.slice(1).trim() : "";
  return { value, comment, malformed: after !== "" && !after.startsWith("/"), real: false };
}

function parseToken(token: string): CardValue | undefined {
  if (token === "T") return true;
  if (token === "F") return false;
  if (integerText.test(token)) {
    const number = Number(token);
    return Number.isSafeInteger(number) ? number : BigInt(token.replace("+", ""));
  }
  const complex = /^\(([^,]*),([^,]*)\)$/.exec(token);
  if (!complex) return parseNumber(token);
  const re = parseNumber(complex[1].trim());
  const im = parseNumber(complex[2].trim());
  return re === undefined || im === undefined ? undefined : { re, im };
}

/** A finite number as a card writes it, D exponents included; undefined for any other text. */
export function parseNumber(token: string): number | undefined {
  if (!realText.test(token)) return undefined;
  const number = Number(token.replace(/[Dd]/, "E"));
  return Number.isFinite(number) ? number : undefined;
}
