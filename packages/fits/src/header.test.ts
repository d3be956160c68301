import { describe, expect, it } from "vitest";
import { type Card, commentaryCards, realCard, valueCard } from "./card.ts";
import { formatHeader, type Header, parseHeader } from "./header.ts";

/** A header of these cards as it stands in a file. */
function parse(...cards: string[]): Header {
  return parseHeader(Buffer.from([...cards, "END"].map((card) => card.padEnd(80)).join(""), "latin1"));
}

/** Writes cards and reads them again. */
function again(...cards: Card[]): Header {
  return parseHeader(formatHeader(cards));
}

describe("parseHeader", () => {
  it.each([
    ["a logical", "KEY     =                    T / yes", true],
    ["an integer", "KEY     =                  -42", -42],
    ["an integer beyond 2^53", "KEY     = 12345678901234567890", 12345678901234567890n],
    ["a real", "KEY     =               61050.4 / [UTC days]", 61050.4],
    ["a D exponent", "KEY     =            1.5D+03", 1500],
    ["a bare fraction", "KEY     = -.5", -0.5],
    ["a complex number", "KEY     = (1.5, -2.5)", { re: 1.5, im: -2.5 }],
    ["a string", "KEY     = 'SCI     '           / name", "SCI"],
    ["leading blanks, which count", "KEY     = '  a  '", "  a"],
    ["a doubled quote", "KEY     = 'it''s   '", "it's"],
    ["a slash inside a string", "KEY     = 'a / b   '           / c / d", "a / b"],
    ["an empty string", "KEY     = ''", ""],
    ["a string of blanks", "KEY     = '   '", " "],
    ["a value that is missing", "KEY     =                      / nothing", undefined],
    ["a value outside fixed format", "KEY     =T", true],
    ["a value behind an equals sign without its blank", "KEY     =30.5/none", 30.5],
    ["a text behind an equals sign without its blank", "KEY     ='rp'", "rp"],
    ["an equals sign that follows a short keyword", "KEY=30.5", 30.5],
    ["tabs around a value", "KEY     =\t\t30.0\t/ tabs", 30],
    ["NUL bytes behind a value", "KEY     = 30.5\0\0\0", 30.5],
    ["NUL bytes in place of blanks in a text", "KEY     = 'abc\0\0\0\0\0'", "abc"],
  ])("reads %s", (_, card, value) => expect(parse(card).get("key")).toEqual(value));

  it("keeps the comment of a value card", () => {
    expect(parse("SLASH   = 'a / b   '           / c / d").cards[0].comment).toBe("c / d");
  });

  it("continues a long string, ampersands inside it left alone", () => {
    const header = parse("LONG    = 'one & two &'", "CONTINUE  'three &'", "CONTINUE  'four' / the end", "NEXT    = 1");
    expect(header.get("LONG")).toBe("one & two three four");
    expect(header.cards[0].comment).toBe("the end");
    expect(header.cards).toHaveLength(2);
  });

  it("keeps an ampersand that nothing continues", () => expect(parse("KEY     = 'a &'").get("KEY")).toBe("a &"));

  it("keeps a CONTINUE that continues nothing as a malformed card", () => {
    const header = parse("KEY     = 'a'", "CONTINUE  'orphan'");
    expect(header.get("KEY")).toBe("a");
    expect(header.cards[1]).toMatchObject({ keyword: "CONTINUE", commentary: true, malformed: true });
  });

  it("reads HIERARCH keywords", () => {
    const header = parse("HIERARCH ESO DET CHIP1 GAIN = 1.25 / e-/adu", "HIERARCH lower.case-key = 'ok'");
    expect(header.number("ESO DET CHIP1 GAIN")).toBe(1.25);
    expect(header.string("LOWER.CASE-KEY")).toBe("ok");
  });

  it("keeps commentary in order, as often as it comes", () => {
    const header = parse("COMMENT one", "HISTORY = 'no value'", "COMMENT two", "        blank keyword");
    expect(header.comments()).toEqual(["one", "two"]);
    expect(header.history()).toEqual(["= 'no value'"]);
    expect(header.cards[3]).toMatchObject({ keyword: "", comment: "blank keyword" });
  });

  it("takes a keyword without a value indicator for commentary", () => {
    const header = parse("NOVALUE  just text = 3", "NOSPACE =1.5/none");
    expect(header.get("NOVALUE")).toBeUndefined();
    expect(header.cards.map((card) => card.comment)).toEqual([" just text = 3", "=1.5/none"]);
  });

  it("writes what lacks only the blank behind its equals sign as it stands, and replaces and deletes it as a value", () => {
    const header = parse("KEY     =30.5/s", "OTHER=1");
    expect(again(...header.cards).number("KEY")).toBe(30.5);
    header.set("KEY", 31);
    header.delete("OTHER");
    expect(header.cards.map(({ keyword, value }) => [keyword, value])).toEqual([["KEY", 31]]);
  });

  it("lets the first of duplicate keywords count", () => {
    expect(parse("A       = 1", "A       = 2").get("A")).toBe(1);
  });

  it.each([
    ["an unfinished string", "KEY     = 'abc"],
    ["words without quotes", "KEY     = abc"],
    ["a number out of range", "KEY     = 1E999"],
    ["half a complex number", "KEY     = (1.5, x)"],
    ["a keyword of other characters", "K.Y     = 1"],
    ["a number for which its long keyword leaves no room", `HIERARCH ${"A B".padEnd(60, "C")}=-.12E-4/\u00e9`],
  ])("marks %s as malformed and does not write it", (_, card) => {
    const header = parse(card, "GOOD    = 1");
    expect(header.cards[0].malformed).toBe(true);
    expect(again(...header.cards).cards.map(({ keyword }) => keyword)).toEqual(["GOOD"]);
  });

  it.each([
    ["characters outside ASCII", "KEY     = 'caf\u00e9'", "KEY     = 'caf?    '"],
    ["control characters", "KEY     = 'a\tb\x07' / c\x1bd", "KEY     = 'a?b?    '           / c?d"],
    ["commentary outside ASCII", "HISTORY caf\u00e9", "HISTORY caf?"],
    ["a keyword in lower case", "key     = 1", "KEY     =                    1"],
    ["words behind a string", "KEY     = 'rp' red", "KEY     = 'rp      '"],
    ["a HIERARCH text outside ASCII", "HIERARCH ESO TEL NAME = '\u00e9'", "HIERARCH ESO TEL NAME = '?       '"],
  ])("marks %s as malformed and writes the card as it should be", (_, card, written) => {
    const header = parse(card);
    expect(header.cards[0].malformed).toBe(true);
    expect(Buffer.from(formatHeader(header.cards)).toString("latin1").slice(0, 80).trimEnd()).toBe(written);
  });

  it.each(["END", "END\0\0\0", `END${"\0".repeat(77)}`, "END     junk"])("stops at %j", (end) =>
    expect(parse("A       = 1", end, "B       = 2").has("B")).toBe(false),
  );

  it("does not stop at a keyword that begins with END", () =>
    expect(parse("ENDTIME = 1", "B       = 2").has("B")).toBe(true));
});

describe("Header", () => {
  it("reads numbers by kind", () => {
    const header = parse(
      "INT     = 3",
      "REAL    = 2.0",
      "FRAC    = 2.5",
      "TEXT    = '3'",
      "BIG     = 9223372036854775808",
    );
    expect(header.integer("INT")).toBe(3);
    expect(header.integer("REAL")).toBe(2);
    expect(header.number("TEXT")).toBe(3);
    expect(header.number("BIG")).toBe(2 ** 63);
    expect(header.string("INT")).toBe("3");
    expect(() => header.integer("FRAC")).toThrow("The header: FRAC must be a whole number, but reads 2.5.");
    expect(() => header.integer("BIG")).toThrow("9223372036854775808");
    expect(header.wholeNumber("BIG")).toBe(2n ** 63n);
    expect(header.wholeNumber("REAL")).toBe(2n);
    expect(() => header.wholeNumber("FRAC")).toThrow("FRAC must be a whole number, but reads 2.5.");
    expect([header.defectOf("FRAC", "integer"), header.defectOf("BIG", "integer")]).toEqual([
      "FRAC must be a whole number, but reads 2.5",
      undefined,
    ]);
    expect(() => header.boolean("INT")).toThrow("INT must be T or F, but reads 3.");
  });

  it.each([
    ["a decimal comma", "KEY     = 1,5", "1,5"],
    ["NaN", "KEY     = NAN", "NAN"],
    ["words", "KEY     = abc / what", "abc"],
    ["words in quotes", "KEY     = 'abc'", "'abc'"],
    ["a number out of range", "KEY     = 1E999", "1E999"],
    ["a quote that is never closed", "KEY     = '1.5", "'1.5"],
    ["a comma in quotes", "KEY     = '1,5' / s", "'1,5'"],
    ["two points", "KEY     = 1.234.567", "1.234.567"],
    ["half an exponent", "KEY     = 1E", "1E"],
    ["a hexadecimal number", "KEY     = 0x10", "0x10"],
    ["two signs", "KEY     = +-3", "+-3"],
    ["infinity", "KEY     = INF", "INF"],
    ["a negative NaN", "KEY     = -nan", "-nan"],
    ["a logical", "KEY     = T / yes", "T"],
    ["a complex number", "KEY     = (1.5, -2)", "(1.5, -2)"],
    ["a number with its unit", "KEY     = 30 s", "30 s"],
    ["characters outside ASCII", "KEY     = 30\u00b5", "30?"],
  ])("tells %s from an absent number", (_, card, text) => {
    const header = parse(card);
    header.label = "HDU 1 (SCI)";
    const sentence = `HDU 1 (SCI): KEY must be a number, but reads ${text}.`;
    expect(() => header.number("KEY")).toThrow(sentence);
    const notes: string[] = [];
    expect(header.numberOrNote("KEY", (note) => notes.push(note))).toBeUndefined();
    expect(notes).toEqual([sentence]);
  });

  it.each([
    ["no card", "OTHER   = 1"],
    ["no value", "KEY     =            / nothing"],
    ["a blank text", "KEY     = '        '"],
  ])("takes %s for an absent number", (_, card) => {
    expect(parse(card).number("KEY")).toBeUndefined();
  });

  it("sets in place, appends and deletes, and a clone keeps its own cards", () => {
    const header = parse("A       = 1 / first", "B       = 2", "B       = 3");
    const copy = header.clone();
    header.set("A", 5);
    header.set("C", "new", "added");
    header.delete("B");
    expect(header.cards.map(({ keyword, value, comment }) => [keyword, value, comment])).toEqual([
      ["A", 5, "first"],
      ["C", "new", "added"],
    ]);
    expect(copy.get("A")).toBe(1);
    expect(copy.get("B")).toBe(2);
  });
});

describe("formatHeader", () => {
  it("fills blocks of 2880 with blanks", () => {
    const bytes = formatHeader(Array.from({ length: 36 }, (_, i) => valueCard(`K${i}`, i)));
    expect(bytes).toHaveLength(5760);
    expect(Buffer.from(bytes).toString("latin1").trimEnd().endsWith("END")).toBe(true);
  });

  it("writes back what it read to the last character", () => {
    const text = "MJD-OBS =              61050.40 / [UTC days] Start date/time (Modified Julian Da".padEnd(80);
    expect(Buffer.from(formatHeader(parse(text).cards)).toString("latin1", 0, 80)).toBe(text);
  });

  it.each([
    ["EXTNAME = 'SCI     '           / extension name", valueCard("EXTNAME", "SCI", "extension name")],
    ["BITPIX  =                  -32 / array data type", valueCard("BITPIX", -32, "array data type")],
    ["ZVAL3   =                 16.0", realCard("ZVAL3", 16)],
    ["SIMPLE  =                    T", valueCard("SIMPLE", true)],
    ["TINY    =                 1E-7", valueCard("TINY", 1e-7)],
    ["HUGE    =                 1E21", valueCard("HUGE", 1e21)],
    ["ID      = 12345678901234567890", valueCard("ID", 12345678901234567890n)],
    ["NAME    = 'it''s   '", valueCard("NAME", "it's")],
    ["NAME    = '        '", valueCard("NAME", "")],
    ["HIERARCH ESO DET GAIN = 1.25 / hier", valueCard("ESO DET GAIN", 1.25, "hier")],
  ])("writes %s", (text, card) => {
    expect(
      Buffer.from(formatHeader([card]))
        .toString("latin1", 0, 80)
        .trimEnd(),
    ).toBe(text);
  });

  it("writes the shortest real number that reads back as itself, in 20 characters where it fits", () => {
    const long = [-0.00020555555555555556, 1.7976931348623157e308, -1.2345678901234567e-100];
    for (const value of [0.1 + 0.2, -5e-324, 61050.4, 100, 1e21, -0, ...long]) {
      const text = Buffer.from(formatHeader([realCard("R", value)]))
        .toString("latin1", 10, 80)
        .trim();
      expect(text.length).toBeLessThanOrEqual(long.includes(value) ? 24 : 20);
      expect(text).toMatch(/[.E]/);
      expect(again(realCard("R", value, "comment")).get("R")).toBe(value);
    }
  });

  it.each([
    ["a plain long string", "A long string & with ampersand ".repeat(9).trim()],
    ["one full of quotes", "'".repeat(150)],
    ["one that just does not fit", "x".repeat(69)],
    ["one that just fits", "x".repeat(68)],
  ])("splits and joins %s", (_, text) => {
    const header = again(valueCard("LONGSTR", text, "words"), valueCard("NEXT", 1));
    expect(header.get("LONGSTR")).toBe(text);
    expect(header.get("NEXT")).toBe(1);
    expect(header.has("LONGSTRN")).toBe(text.length !== 68);
  });

  it("splits commentary at 72 characters", () => {
    const header = again(...commentaryCards("COMMENT", "c".repeat(150)));
    expect(header.comments().map((line) => line.length)).toEqual([72, 72, 6]);
  });

  it("writes what a header cannot hold as question marks", () => {
    expect(again(valueCard("NAME", "caf\u00e9 \u2603")).get("NAME")).toBe("caf? ?");
  });

  it.each([
    ["a number that is not finite", realCard("R", Number.NaN)],
    ["a keyword that is none", valueCard("A=B", 1)],
    ["an endless integer", valueCard("ID", 10n ** 75n)],
  ])("refuses %s", (_, card) => {
    expect(() => formatHeader([card])).toThrow(expect.objectContaining({ code: "fits.not_writable" }));
  });
});
