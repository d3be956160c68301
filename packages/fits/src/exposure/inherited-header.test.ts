import { describe, expect, it } from "vitest";
import { type CardValue, commentaryCards, valueCard } from "../card.ts";
import { Header } from "../header.ts";
import { withInherited } from "./inherited-header.ts";

function header(cards: Record<string, CardValue | undefined>, label: string): Header {
  const made = new Header(Object.entries(cards).map(([key, value]) => valueCard(key, value)));
  made.label = label;
  return made;
}

const solution = { CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: 10, CRVAL2: 20, CD1_1: -1e-4, CD2_2: 1e-4 };

function merged(own: Record<string, CardValue | undefined>, primary: Record<string, CardValue | undefined>): Header {
  return withInherited(header(own, "HDU 1 (SCI)"), header(primary, "HDU 0"));
}

describe("what an HDU inherits from the primary header", () => {
  it.each([true, undefined])("is what it does not say itself, with INHERIT %s", (INHERIT) => {
    const whole = merged({ INHERIT, GAIN: 2, EXPTIME: undefined }, { GAIN: 1, EXPTIME: 30, RDNOISE: 5 });
    expect([whole.number("GAIN"), whole.number("EXPTIME"), whole.number("RDNOISE")]).toEqual([2, 30, 5]);
    expect(whole.label).toBe("HDU 1 (SCI) with HDU 0");
  });

  it("is nothing with INHERIT F, and nothing of its structure or history", () => {
    const own = header({ INHERIT: false }, "HDU 1");
    expect(withInherited(own, header({ GAIN: 1 }, "HDU 0"))).toBe(own);
    const primary = header(
      { NAXIS: 0, BZERO: 32768, EXTNAME: "PRIMARY", ZSCALE: 2, DATASUM: "5", BUNIT: "adu" },
      "HDU 0",
    );
    primary.cards.push(...commentaryCards("HISTORY", "flat"));
    expect(withInherited(header({}, "HDU 1"), primary).cards).toEqual([]);
  });

  it("keeps its own unreadable card, for which the primary header's is no excuse", () => {
    const own = new Header([{ ...valueCard("EXPTIME", undefined), unreadable: "30,5" }]);
    const whole = withInherited(own, header({ EXPTIME: 30, GAIN: 1 }, "HDU 0"));
    expect(whole.unreadable("EXPTIME")).toBe("30,5");
  });

  it("is a sky only as a whole, and where INHERIT is T", () => {
    expect(merged({ INHERIT: true }, solution).number("CRVAL1")).toBe(10);
    expect(merged({}, { ...solution, GAIN: 1 }).has("CRVAL1")).toBe(false);
    const half = merged({ INHERIT: true, CRVAL1: 11 }, { ...solution, LONPOLE: 90, PC1_1: 2 });
    expect(half.cards.map(({ keyword }) => keyword)).toEqual(["INHERIT", "CRVAL1"]);
  });

  it("is the frame of the sky where INHERIT is T and it states none", () => {
    const frame = { RADESYS: "FK5", EQUINOX: 2026.03 };
    expect(merged({ INHERIT: true, ...solution }, frame).number("EQUINOX")).toBe(2026.03);
    expect(merged({ ...solution }, frame).has("EQUINOX")).toBe(false);
    expect(merged({ INHERIT: true, ...solution, RADESYS: "ICRS" }, frame).has("EQUINOX")).toBe(false);
  });
});
