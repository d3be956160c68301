import { describe, expect, it } from "vitest";
import { valueCard } from "../card.ts";
import { parseHeader } from "../header.ts";
import { carriedCards, droppedSky } from "./carried-cards.ts";

const extname = valueCard("EXTNAME", "SCI");
const tan = [
  "CTYPE1  = 'RA---TAN'",
  "CTYPE2  = 'DEC--TAN'",
  "CRVAL1  = 150.25",
  "CRVAL2  = -20.5",
  "CD1_1   = -1E-4",
  "CD2_2   = 1E-4",
];

function header(...records: string[]) {
  return parseHeader(Buffer.from(records.map((record) => record.padEnd(80)).join(""), "latin1"));
}

/** Keyword and value, or text, of what is carried over. */
function carried(...records: string[]): unknown[] {
  return carriedCards(header(...records).cards, extname)
    .filter((card) => card !== extname)
    .map(({ keyword, value, comment, commentary }) => [keyword, commentary ? comment : value]);
}

describe("carriedCards", () => {
  it("keeps texts with characters outside ASCII and what else can be put right", () => {
    expect(
      carried("OBJECT  = 'NGC 7293 H\u00e9lix'", "exptime = 30.5", "GAIN    =1.5", "HISTORY \u00e9t\u00e9"),
    ).toEqual([
      ["OBJECT", "NGC 7293 H\u00e9lix"],
      ["EXPTIME", 30.5],
      ["GAIN", 1.5],
      ["HISTORY", "\u00e9t\u00e9"],
    ]);
  });

  it("drops what cannot be read, and how the old pixels were stored, however it is written", () => {
    expect(
      carried("EXPTIME = 30,5", "K.Y     = 1", "BZERO   =32768", "NAXIS1=20", "bscale  = 2", "FILTER  = 'rp'"),
    ).toEqual([["FILTER", "rp"]]);
  });

  it("keeps the first of one keyword", () => {
    expect(carried("EXPTIME = 30", "exptime = 60", "EXPTIME =90")).toEqual([["EXPTIME", 30]]);
  });

  it("keeps sky coordinates that can be read, also those of a projection that is not", () => {
    const zpn = ["CTYPE1  = 'RA---ZPN'", "CTYPE2  = 'DEC--ZPN'", "CRVAL1  = 10", "PV2_1   = 1"];
    expect(carried(...tan)).toHaveLength(tan.length);
    expect(carried(...zpn)).toHaveLength(zpn.length);
    expect(droppedSky(header(...tan))).toBeUndefined();
  });

  it.each([
    ["CRVAL1", "150,25", "a number"],
    ["CD1_2", "NAN", "a number"],
    ["CD001002", "NAN", "a number"],
    ["A_2_0", "1,0E-3", "a number"],
    ["AP_ORDER", "2,0", "a whole number"],
    ["LONPOLE", "south", "a number"],
    ["CUNIT1", "deg", "a text in quotes"],
    ["RADESYS", "FK4", "a text in quotes"],
    ["EQUINOX", "1950,0", "a number"],
  ])(
    "of coordinates with one unreadable card (%s = %s) none are left, and a HISTORY says why",
    (keyword, text, wanted) => {
      const broken = [
        ...tan.filter((card) => !card.startsWith(keyword)),
        `${keyword.padEnd(8)}= ${text}`,
        "WCSAXES = 2",
      ];
      const reason = `${keyword} must be ${wanted}, but reads ${text}`;
      expect(droppedSky(header(...broken))).toBe(reason);
      const left = carried("FILTER  = 'rp'", "HISTORY made", ...broken) as [string, string][];
      expect(left.slice(0, 2)).toEqual([
        ["FILTER", "rp"],
        ["HISTORY", "made"],
      ]);
      expect(left.slice(2).every(([key]) => key === "HISTORY")).toBe(true);
      expect(
        left
          .slice(2)
          .map(([, comment]) => comment)
          .join(""),
      ).toBe(`Sky coordinates left out: ${reason}.`);
    },
  );

  it.each(["CROTA2  = 1,5", "PC1_1   = 1,5", "CRVAL3  = 1,5"])(
    "a broken card that nobody uses goes alone: %s",
    (card) => {
      expect(carried(...tan, card)).toHaveLength(tan.length);
    },
  );

  it("EPOCH counts only where EQUINOX is missing", () => {
    expect(carried(...tan, "EQUINOX = 2000", "EPOCH   = 2000,0")).toHaveLength(tan.length + 1);
    expect(droppedSky(header(...tan, "EPOCH   = 2000,0"))).toContain("EPOCH");
  });
});
