import { describe, expect, it } from "vitest";
import { noNumbers } from "../cards/raw-cards.fixture.ts";
import { parseHeader } from "../header.ts";
import { celestialDefect, requireWcs, wcsFromHeader } from "./wcs.ts";

const tan = {
  CTYPE1: "'RA---TAN'",
  CTYPE2: "'DEC--TAN'",
  CRVAL1: "150.25",
  CRVAL2: "-20.5",
  CRPIX1: "16.5",
  CRPIX2: "12.5",
};
const scale = { CDELT1: "-0.0001", CDELT2: "0.0001" };
const cd = { CD1_1: "-0.0001", CD1_2: "2E-05", CD2_1: "2E-05", CD2_2: "0.0001" };
const sip = { A_ORDER: "2", A_2_0: "0.001", B_ORDER: "2", B_0_2: "-0.002" };

/** A header whose cards hold these characters as they stand. */
function header(cards: Record<string, string>) {
  const records = Object.entries(cards).map(([keyword, text]) => `${keyword.padEnd(8)}= ${text}`.padEnd(80));
  const parsed = parseHeader(Buffer.from(records.join(""), "latin1"));
  parsed.label = "HDU 1 (SCI)";
  return parsed;
}

const needed: [string, Record<string, string>][] = [
  ["CRVAL1", { ...tan, ...cd }],
  ["CRVAL2", { ...tan, ...cd }],
  ["CRPIX1", { ...tan, ...cd }],
  ["CD1_1", { ...tan, ...cd }],
  ["CD2_1", { ...tan, ...scale }],
  ["CD001002", { ...tan, ...scale }],
  ["CDELT2", { ...tan, ...scale }],
  ["PC1_2", { ...tan, ...scale }],
  ["PC001002", { ...tan, ...scale }],
  ["PC01_02", { ...tan, ...scale }],
  ["CROTA2", { ...tan, ...scale }],
  ["LONPOLE", { ...tan, ...cd }],
  ["LATPOLE", { ...tan, ...cd }],
  ["PV1_1", { ...tan, ...cd, CTYPE1: "'RA---TPV'", CTYPE2: "'DEC--TPV'" }],
  ["PV2_39", { ...tan, ...cd }],
  ["A_ORDER", { ...tan, ...cd, ...sip }],
  ["B_0_2", { ...tan, ...cd, ...sip }],
];

describe("one card that cannot be read leaves no coordinates", () => {
  it.each(needed.flatMap(([keyword, others]) => noNumbers.map((text) => [keyword, text, others] as const)))(
    "%s = %s",
    (keyword, text, others) => {
      const broken = header({ ...others, [keyword]: text });
      expect(wcsFromHeader(broken)).toBeUndefined();
      const wanted = keyword.endsWith("_ORDER") ? "a whole number" : "a number";
      const defect = `${keyword} must be ${wanted}, but reads ${text}`;
      expect(celestialDefect(broken)).toBe(defect);
      expect(() => requireWcs(broken, "SCI")).toThrow(`SCI has sky coordinates that cannot be used: ${defect}.`);
    },
  );

  it.each([
    ["CTYPE1", "RA---TAN", "CTYPE1 must be a text in quotes, but reads RA---TAN"],
    ["CTYPE2", "'DEC--TAN", "CTYPE2 must be a text in quotes, but reads 'DEC--TAN"],
    ["CUNIT1", "deg", "CUNIT1 must be a text in quotes, but reads deg"],
    ["CUNIT2", "5", 'CUNIT2 "5" is no angle'],
    ["A_ORDER", "2.5", "A_ORDER must be a whole number, but reads 2.5"],
    ["B_ORDER", "12", "B_ORDER is 12, but SIP has orders up to 9"],
    ["A_ORDER", "-1", "A_ORDER is -1, but SIP has orders up to 9"],
  ])("%s = %s", (keyword, text, defect) => {
    const broken = header({ ...tan, ...cd, ...sip, [keyword]: text });
    expect([wcsFromHeader(broken), celestialDefect(broken)]).toEqual([undefined, defect]);
  });

  it.each([
    ["A", "B"],
    ["B", "A"],
  ])("SIP of %s alone", (one, other) => {
    const half = header({ ...tan, ...cd, [`${one}_ORDER`]: "2", [`${one}_2_0`]: "0.001" });
    expect(wcsFromHeader(half)).toBeUndefined();
    expect(celestialDefect(half)).toContain(`${one}_ORDER stands without ${other}_ORDER`);
  });
});

describe("coordinates stay where nothing that is used is broken", () => {
  const sky = (cards: Record<string, string>) => wcsFromHeader(header(cards))?.toSky(3, 4);

  it.each([
    ["CDELT1", cd],
    ["PC1_1", cd],
    ["PC001001", cd],
    ["CROTA2", cd],
    ["CROTA2", { ...scale, PC1_1: "1", PC2_2: "1" }],
    ["CRVAL3", cd],
    ["PV3_1", cd],
    ["AP_0_1", { ...cd, ...sip }],
    ["CRVAL1A", cd],
    ["EQUINOX", cd],
    ["CRPIX1", { ...cd, CRPIX1: "16.5" }],
  ] as [string, Record<string, string>][])("an unused %s", (keyword, others) => {
    const sound = { ...tan, ...others };
    const text = keyword in sound ? "'16.5'" : "1,5";
    expect(sky({ ...sound, [keyword]: text })).toEqual(sky(sound));
  });

  it("a card that states nothing counts as absent", () => {
    expect(sky({ ...tan, ...cd, CRVAL2: "0", LONPOLE: "/ none", A_ORDER: "''", CD1_1: cd.CD1_1 })).toEqual(
      sky({ ...tan, ...cd, CRVAL2: "0" }),
    );
  });

  it("without CTYPE there is nothing to say", () => {
    expect(celestialDefect(header({ CRVAL1: "1,5" }))).toBeUndefined();
    expect(() => requireWcs(header({ CRVAL1: "1,5" }))).toThrow("it states no CTYPE1 and CTYPE2");
  });
});

describe("matrices as drafts of the standard wrote them", () => {
  // astropy 5.2.1 (wcslib) for the cards below.
  const positions: [number, number, number, number][] = [
    [0, 0, 150.25081922816372, -20.50177092728814],
    [20, 5, 150.24923696570244, -20.500337914843318],
  ];
  const rotated = ["0.8660254", "-0.5", "0.5", "0.8660254"];
  const matrix = (names: string[], values: string[]) =>
    Object.fromEntries(names.map((name, index) => [name, values[index]]));
  const scaled = rotated.map((value, index) => String(Number(value) * (index < 2 ? -0.0001 : 0.0001)));

  it.each([
    ["PC001001", { ...scale, ...matrix(["PC001001", "PC001002", "PC002001", "PC002002"], rotated) }],
    ["PC01_01", { ...scale, ...matrix(["PC01_01", "PC01_02", "PC02_01", "PC02_02"], rotated) }],
    ["CD001001", matrix(["CD001001", "CD001002", "CD002001", "CD002002"], scaled)],
  ])("%s", (_, cards) => {
    const wcs = wcsFromHeader(header({ ...tan, ...cards }));
    for (const [x, y, ra, dec] of positions) {
      expect(wcs?.toSky(x, y)[0]).toBeCloseTo(ra, 11);
      expect(wcs?.toSky(x, y)[1]).toBeCloseTo(dec, 11);
    }
  });
});
