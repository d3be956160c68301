import { describe, expect, it } from "vitest";
import { type CardValue, valueCard } from "../card.ts";
import { Header, parseHeader } from "../header.ts";
import { type Exposure, exposureOf } from "./exposure.ts";

type Cards = Record<string, CardValue>;

function read(cards: Cards, about: string) {
  const exposure = exposureOf(new Header(Object.entries(cards).map(([key, value]) => valueCard(key, value))));
  return { ...exposure, codes: codesOf(exposure, about) };
}

function codesOf({ notes }: Exposure, about: string) {
  return notes.map(({ code }) => code).filter((code) => code.startsWith(about));
}

describe("the middle of an exposure", () => {
  const begun = { "DATE-OBS": "2026-01-10T03:00:00", EXPTIME: 240 };
  it.each<[string, Cards, number | null, string[]]>([
    ["is half its length after the start", begun, 120, []],
    ["of several is what MJD-MID tells", { ...begun, NCOMBINE: 4, "MJD-MID": 61050.125 + 660 / 86400 }, 660, []],
    ["of several is not known without MJD-MID", { ...begun, NCOMBINE: 4 }, null, ["middle.missing"]],
    ["of several is never before the start", { ...begun, NCOMBINE: 4, "MJD-MID": 61050 }, null, ["middle.missing"]],
    [
      "of several is not known where MJD-MID cannot be read",
      { ...begun, NCOMBINE: 4, "MJD-MID": "6,1" },
      null,
      ["middle.missing"],
    ],
    ["is not known without a length", { "DATE-OBS": "2026-01-10T03:00:00" }, null, []],
  ])("%s", (_, cards, seconds, codes) => {
    const { toMiddle, codes: found } = read(cards, "middle");
    expect(toMiddle).toEqual(seconds === null ? null : expect.closeTo(seconds, 3));
    expect(found).toEqual(codes);
  });
});

describe("the length of an exposure", () => {
  it.each<[Cards, number | null, string[]]>([
    [{ EXPTIME: 30 }, 30, []],
    [{ EXPTIME: "30.5" }, 30.5, []],
    [{ EXPOSURE: 30 }, 30, []],
    [{ XPOSURE: 30 }, 30, []],
    [{ EXPTIME: 0 }, 0, []],
    [{ EXPTIME: 30, EXPOSURE: 30.1 }, 30, []],
    [{ EXPTIME: 30, EXPOSURE: 60 }, 30, ["length.conflict"]],
    [{ EXPTIME: 0, EXPOSURE: 60 }, 60, ["length.conflict"]],
    [{ EXPTIME: "30,5", EXPOSURE: 30.5 }, 30.5, ["length.unreadable"]],
    [{ EXPTIME: -1, EXPOSURE: 30 }, 30, ["length.impossible"]],
    [{ EXPTIME: "30,5" }, null, ["length.unreadable", "length.missing"]],
    [{ EXPTIME: -1 }, null, ["length.impossible", "length.missing"]],
    [{}, null, ["length.missing"]],
  ])("of %o is %s", (cards, length, codes) => {
    expect(read(cards, "length")).toMatchObject({ length, codes });
  });
});

describe("gain and read noise", () => {
  it.each<[Cards, number, boolean, string[]]>([
    [{ GAIN: 1.6 }, 1.6, false, []],
    [{ EGAIN: 1.6 }, 1.6, false, []],
    [{ EGAIN: 1.6, GAIN: 1.6 }, 1.6, false, []],
    [{ EGAIN: 0.25, GAIN: 100 }, 0.25, false, ["gain.conflict"]],
    [{ EGAIN: 0.25, GAIN: 0 }, 0.25, false, ["gain.impossible"]],
    [{ EGAIN: 0, GAIN: 1.6 }, 1.6, false, ["gain.impossible"]],
    [{ EGAIN: "1,6", GAIN: 1.6 }, 1.6, false, ["gain.unreadable"]],
    [{ GAIN: 139 }, 139, false, ["gain.assumed"]],
    [{ GAIN: "high" }, 1, true, ["gain.unreadable", "gain.assumed"]],
    [{ GAIN: -1 }, 1, true, ["gain.impossible", "gain.assumed"]],
    [{}, 1, true, ["gain.assumed"]],
  ])("of %o: a gain of %s", (cards, gain, gainAssumed, codes) => {
    expect(read(cards, "gain")).toMatchObject({ gain, gainAssumed, codes });
  });

  it.each<[Cards, number, boolean, string[]]>([
    [{ RDNOISE: 6.5 }, 6.5, false, []],
    [{ READNOIS: 6.5 }, 6.5, false, []],
    [{ RDNOISE: 0 }, 0, false, []],
    [{ RDNOISE: -6, READNOIS: 6.5 }, 6.5, false, ["readNoise.impossible"]],
    [{ RDNOISE: "6,5" }, 0, true, ["readNoise.unreadable", "readNoise.assumed"]],
    [{}, 0, true, ["readNoise.assumed"]],
  ])("of %o: a read noise of %s", (cards, readNoise, readNoiseAssumed, codes) => {
    expect(read(cards, "readNoise")).toMatchObject({ readNoise, readNoiseAssumed, codes });
  });
});

describe("saturation and filter", () => {
  it.each<[Cards, number | null, string[]]>([
    [{ SATURATE: 65535 }, 65535, []],
    [{ SATURATE: 65535, MAXLIN: 60000 }, 65535, []],
    [{ MAXLIN: 60000 }, 60000, []],
    [{ SATURATE: 0, MAXLIN: 60000 }, 60000, ["saturation.impossible"]],
    [{ SATURATE: "65535,0" }, null, ["saturation.unreadable"]],
    [{}, null, []],
  ])("of %o are %s", (cards, saturation, codes) => {
    expect(read(cards, "saturation")).toMatchObject({ saturation, codes });
  });

  it("has the filter's name without blanks", () => {
    expect(read({ FILTER: " rp " }, "filter")).toMatchObject({ filter: "rp", codes: [] });
    expect(read({ FILTER: " ", FILTER1: "V" }, "filter")).toMatchObject({ filter: "V", codes: [] });
    expect(read({}, "filter").filter).toBeNull();
  });
});

it("tells card and text of a decimal comma without quotes", () => {
  const exposure = exposureOf(parseHeader(Buffer.from("EXPTIME =               300,00 / s".padEnd(80))));
  expect(exposure.length).toBeNull();
  expect(exposure.notes.find(({ code }) => code === "length.unreadable")?.text).toBe(
    "The header: EXPTIME must be a number, but reads 300,00.",
  );
});
