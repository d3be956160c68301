import { describe, expect, it } from "vitest";
import { bytesSource } from "./byte-source.ts";
import { valueCard } from "./card.ts";
import { withRawCards } from "./cards/raw-cards.fixture.ts";
import { kindOfKeyword, usedKeywords } from "./cards/used-keywords.ts";
import { openFits } from "./open-fits.ts";
import { verifyFits } from "./verify-fits.ts";
import type { NewHdu } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

const pixels = Int16Array.of(1, 2, 3, 4);
const sky = [
  valueCard("CTYPE1", "RA---TAN"),
  valueCard("CTYPE2", "DEC--TAN"),
  valueCard("CD1_1", 1),
  valueCard("CD2_2", 1),
];
const image: NewHdu = { kind: "image", name: "SCI", cards: sky, width: 2, height: 2, pixels };
const plain = formatFits([{ kind: "primary" }, image]);

const verify = async (file: Uint8Array) => verifyFits(await openFits(bytesSource(file)));
const withCards = (cards: Record<string, string>) => withRawCards(plain, 2880, cards);

describe("verifyFits names every card that a reader uses and cannot read", () => {
  it.each([
    ["EXPTIME", "30,5", "a number"],
    ["GAIN", "1.234.567", "a number"],
    ["SATURATE", "NaN", "a number"],
    ["MJD-OBS", "'61050,4'", "a number"],
    ["PIXSCALE", "0x10", "a number"],
    ["EQUINOX", "J2000", "a number"],
    ["DATE-OBS", "2026-01-10T01:02:03", "a text in quotes"],
    ["FILTER", "'rp", "a text in quotes"],
    ["RADESYS", "FK5", "a text in quotes"],
    ["A_2_0", "1,00E-03", "a number"],
    ["BLANK", "none", "a whole number"],
    ["INHERIT", "yes", "T or F"],
    ["EXTVER", "1,0", "a whole number"],
  ])("%s = %s", async (keyword, text, wanted) => {
    await expect(verify(withCards({ [keyword]: text }))).rejects.toMatchObject({
      code: "fits.bad_keyword",
      message: `HDU 1 (SCI): ${keyword} must be ${wanted}, but reads ${text}.`,
    });
  });

  it.each([
    [{ LATITUDE: "'30,16'", LONGITUD: "-70.8" }, "LATITUDE must be an angle up to 90°, but reads 30,16."],
    [{ "DATE-OBS": "'yesterday'" }, "DATE-OBS must be a date (yyyy-mm-ddThh:mm:ss), but reads yesterday."],
    [{ "DATE-OBS": "'2026-01-10'", UTSTART: "'3 pm'" }, "UTSTART must be a time of day (hh:mm:ss), but reads 3 pm."],
  ])("texts that are no angle, date or time too: %o", async (cards: Record<string, string>, sentence) => {
    await expect(verify(withCards(cards))).rejects.toThrow(`HDU 1 (SCI): ${sentence}`);
  });

  it("all of them, a line each, those of other HDUs and of data that cannot be read too", async () => {
    const both = withRawCards(withCards({ EXPTIME: "30,5", BZERO: "1,5", GAIN: "1,5" }), 0, { OBJECT: "M31" });
    const thrown = await verify(both).catch((reason) => reason);
    expect(thrown.message.split("\n").toSorted()).toEqual([
      "HDU 0 (PRIMARY): OBJECT must be a text in quotes, but reads M31.",
      "HDU 1 (SCI): BZERO must be a number, but reads 1,5.",
      "HDU 1 (SCI): EXPTIME must be a number, but reads 30,5.",
      "HDU 1 (SCI): GAIN must be a number, but reads 1,5.",
    ]);
  });

  it("and nothing that reads as what it is for, states nothing, or is used by nobody", async () => {
    const cards = {
      EXPTIME: "'30.5'",
      GAIN: "/ unknown",
      FILTER: "5",
      SATURATE: "1.0D+05",
      MYCARD: "1,5",
      CRVAL1A: "1,5",
    };
    expect(await verify(withCards(cards))).toEqual([]);
  });
});

describe("verifyFits remarks on what reads otherwise than it seems", () => {
  it("no sky coordinates, BLANK in quotes", async () => {
    expect(await verify(withCards({ CTYPE1: "'RA---ZPN'", BLANK: "'3'" }))).toEqual([
      'HDU 1 (SCI): no sky coordinates: CTYPE1 "RA---ZPN" is none of RA and DEC in the projections TAN, TAN-SIP and TPV.',
      "HDU 1 (SCI): BLANK stands in quotes, so that it marks no pixel.",
    ]);
  });

  it("columns of one name", async () => {
    const columns = ["X", "x", "X", "y"].map((name) => ({ name, data: Int16Array.of(1) }));
    expect(await verify(formatFits([{ kind: "table", name: "CAT", columns }]))).toEqual([
      'HDU 1 (CAT): column 2 "x" differs from column 1 "X" in case only, so that some readers take that one.',
      'HDU 1 (CAT): column 3 "X" has the name of column 1, which counts.',
    ]);
  });
});

describe("kindOfKeyword", () => {
  it.each([
    ["exptime", "number"],
    ["CRVAL2", "number"],
    ["PC001002", "number"],
    ["CD2_1", "number"],
    ["PV1_12", "number"],
    ["TSCAL117", "number"],
    ["NAXIS3", "integer"],
    ["ZDITHER0", "integer"],
    ["B_ORDER", "integer"],
    ["TTYPE12", "text"],
    ["SIMPLE", "logical"],
    ["CRVAL1A", undefined],
    ["GAIN2", undefined],
    ["COMMENT", undefined],
  ])("%s is read as %s", (keyword, kind) => expect(kindOfKeyword(keyword)).toBe(kind));

  it("no keyword stands in the list twice", () => {
    const all = Object.values(usedKeywords).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});
