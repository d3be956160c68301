import { type Chance, chanceOf } from "./chance.ts";

/** JSON texts that a body may hold where something else is wanted. */
const scalars = [
  "null",
  "true",
  "false",
  "0",
  "-0",
  "-1",
  "1.5",
  "2147483647",
  "2147483648",
  "9007199254740993",
  "1e308",
  "1e309",
  "-1e999",
  "5e-324",
  "123456789012345678901234567890",
  '""',
  '" "',
  '"0"',
  '"1"',
  '"NaN"',
  '"Infinity"',
  '"-inf"',
  '"1e5"',
  '"0x10"',
  '"null"',
  '"true"',
  "[]",
  "{}",
  "[null]",
  "[[]]",
  "[{}]",
  '{"length":1e9}',
  '{"toString":1,"valueOf":1}',
  '{"then":1}',
  '{"toJSON":1}',
  '{"__proto__":{"isStaff":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"a":1,"a":2}',
] as const;

/** No JSON at all, though some parsers take it. */
const malformed = [
  "NaN",
  "Infinity",
  "-Infinity",
  "undefined",
  "'a'",
  "01",
  "+1",
  "1.",
  ".5",
  "0x1F",
  "[1,]",
  "{a:1}",
  "nul",
] as const;

const texts = [
  "\0",
  "a\0b",
  "\ud800",
  "\udc00\ud800",
  "\uffff\ufffe",
  "\u202e\u200f\u2066",
  "e\u0301".repeat(50),
  "👩‍👩‍👧‍👦".repeat(20),
  "../../../root/secret",
  "a..b",
  "%00%2e%2e%2f",
  '\'; DROP TABLE "User"; --',
  "%_\\",
  "{{7*7}}<script>",
  "\r\nSet-Cookie: a=b",
  "0000-00-00T00:00:00Z",
  "x".repeat(300),
  randomLetters(5000),
  "x".repeat(100_000),
] as const;

/** Text that no database can compress to fit into an index. */
function randomLetters(count: number): string {
  const { below } = chanceOf(1, 1);
  return Array.from({ length: count }, () => String.fromCharCode(97 + below(26))).join("");
}

export const keys = [
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "toJSON",
  "then",
  "length",
  "",
  "\0",
  "a.b",
  "0",
  "x".repeat(5000),
];

function nested(chance: Chance): string {
  const depth = chance.pick([10, 150, 199, 200, 201, 1000, 5000, 100_000]);
  const [open, close] = chance.pick([
    ["[", "]"],
    ['{"a":', "}"],
    ['[{"input_data":', "}]"],
  ] as const);
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

function crowd(chance: Chance): string {
  const item = chance.pick(["1", "{}", '{"basename":"a"}', '"x"', "[]"]);
  return `[${Array.from({ length: chance.pick([2, 101, 999, 1000, 10_001]) }, () => item).join(",")}]`;
}

/** The text of something that nobody expects; `isJson` keeps it well-formed. */
export function hostileValue(chance: Chance, isJson: boolean): string {
  const kind = chance.next();
  if (kind < 0.03) return nested(chance);
  if (kind < 0.06) return crowd(chance);
  if (kind < 0.3) return JSON.stringify(chance.pick(texts));
  if (kind < 0.34 && !isJson) return chance.pick(malformed);
  return chance.pick(scalars);
}

export const hostileText = (chance: Chance): string => chance.pick(texts);
