import { describe, expect, it } from "vitest";
import { type CardValue, valueCard } from "../card.ts";
import { Header, parseHeader } from "../header.ts";
import { exposureOf } from "./exposure.ts";
import { formatUtc } from "./utc.ts";

type Cards = Record<string, CardValue>;

function headerOf(cards: Cards): Header {
  return new Header(Object.entries(cards).map(([key, value]) => valueCard(key, value)));
}

function startOf(header: Header) {
  const { start, notes } = exposureOf(header);
  return {
    start: start && formatUtc(start),
    codes: notes.map(({ code }) => code).filter((code) => code.startsWith("start.")),
    texts: notes.filter(({ code }) => code.startsWith("start.")).map(({ text }) => text),
  };
}

const moment = "2026-01-10T03:04:05.678";
/** astropy 5.2: Time(moment, scale="utc").mjd, and .jd. */
const [mjd, jd] = [61050.12784349537, 2461050.6278434955];

describe("the start of an exposure", () => {
  it.each<[string, Cards]>([
    ["DATE-OBS", { "DATE-OBS": moment }],
    ["DATE-OBS with Z", { "DATE-OBS": `${moment}Z` }],
    ["DATE-OBS with a zone", { "DATE-OBS": "2026-01-10T05:04:05.678+02:00" }],
    ["DATE-OBS and TIME-OBS", { "DATE-OBS": "2026-01-10", "TIME-OBS": "03:04:05.678" }],
    ["DATE-OBS and UTSTART", { "DATE-OBS": "2026-01-10", UTSTART: "03:04:05.678" }],
    ["DATE-OBS and UT with blanks", { "DATE-OBS": "2026-01-10", UT: "3 04 05.678" }],
    ["DATE-OBS and a whole date in UT", { "DATE-OBS": "2026-01-10", UT: moment }],
    ["a date alone and MJD-OBS", { "DATE-OBS": "2026-01-10", "MJD-OBS": mjd }],
    ["MJD-OBS alone", { "MJD-OBS": mjd }],
    ["MJD-OBS in quotes", { "MJD-OBS": String(mjd) }],
    ["DATE-BEG", { "DATE-BEG": moment }],
    ["MJD-BEG", { "MJD-BEG": mjd }],
    ["JD_SOBS", { JD_SOBS: jd }],
    ["UTC in words", { "DATE-OBS": moment, TIMESYS: "utc(NIST)" }],
    ["TAI", { "DATE-OBS": "2026-01-10T03:04:42.678", TIMESYS: "TAI" }],
    ["TT by MJD-OBS", { "MJD-OBS": mjd + 69.184 / 86400, TIMESYS: "TT" }],
    ["TAI in two cards", { "DATE-OBS": "2026-01-10", "TIME-OBS": "03:04:42.678", TIMESYS: "TAI" }],
    ["GPS", { "DATE-OBS": "2026-01-10T03:04:23.678", TIMESYS: "gps" }],
  ])("is read from %s", (_, cards) => {
    expect(startOf(headerOf(cards))).toMatchObject({ start: moment, codes: [] });
  });

  it("is read from the old form of a date, which is of the 1900s (FITS 4.0, §4.4.2.1)", () => {
    const cards = { "DATE-OBS": "31/12/98", "TIME-OBS": "23:59:59.5" };
    expect(startOf(headerOf(cards))).toMatchObject({ start: "1998-12-31T23:59:59.500", codes: [] });
  });

  it.each<[string, Cards, string]>([
    ["a date alone", { "DATE-OBS": "2026-01-10" }, "start.missing"],
    ["no card", {}, "start.missing"],
    ["an MJD-OBS that is the day of the date", { "DATE-OBS": "2026-01-10", "MJD-OBS": 61050 }, "start.unreadable"],
    ["LOCAL time", { "DATE-OBS": moment, TIMESYS: "LOCAL" }, "start.unreadable"],
    ["an unknown scale", { "DATE-OBS": moment, "MJD-OBS": mjd, TIMESYS: "CEST" }, "start.unreadable"],
    ["an impossible date", { "DATE-OBS": "2026-02-30T01:02:03" }, "start.unreadable"],
    ["a decimal comma", { "DATE-OBS": "2026-01-10T03:04:05,6" }, "start.unreadable"],
    ["a time that is none", { "DATE-OBS": "2026-01-10", "TIME-OBS": "3.25" }, "start.unreadable"],
    ["a Julian date as MJD-OBS", { "MJD-OBS": jd }, "start.impossible"],
    ["TAI before 1972", { "DATE-OBS": "1970-01-01T00:00:00", TIMESYS: "TAI" }, "start.impossible"],
    ["a JD that may be the middle's", { JD: jd }, "start.missing"],
  ])("is not known from %s, which a note says", (_, cards, code) => {
    const { start, codes } = startOf(headerOf(cards));
    expect(start).toBeNull();
    expect(codes).toContain(code);
    expect(codes.at(-1)).toBe("start.missing");
  });

  it("names header, card and text of what is unreadable", () => {
    const header = headerOf({ "DATE-OBS": "10.1.2026 3:04" });
    header.label = "HDU 1 (SCI)";
    expect(startOf(header).texts[0]).toBe(
      "HDU 1 (SCI): DATE-OBS must be a date (yyyy-mm-ddThh:mm:ss), but reads 10.1.2026 3:04.",
    );
  });

  it("goes on to the next card where one cannot be read", () => {
    expect(startOf(headerOf({ "DATE-OBS": "yesterday", "MJD-OBS": mjd }))).toMatchObject({
      start: moment,
      codes: ["start.unreadable"],
    });
    expect(startOf(headerOf({ "DATE-OBS": "2026-01-10", "TIME-OBS": "N/A", UT: "03:04:05.678" }))).toMatchObject({
      start: moment,
      codes: ["start.unreadable"],
    });
  });

  it("is DATE-OBS where MJD-OBS differs by more than a second, which a note says", () => {
    expect(startOf(headerOf({ "DATE-OBS": moment, "MJD-OBS": mjd + 0.9 / 86400 })).codes).toEqual([]);
    const { start, codes, texts } = startOf(headerOf({ "DATE-OBS": moment, "MJD-OBS": mjd + 150 / 86400 }));
    expect({ start, codes }).toEqual({ start: moment, codes: ["start.conflict"] });
    expect(texts[0]).toBe(
      "the exposure began at 2026-01-10T03:04:05.678 UTC by DATE-OBS, but at 2026-01-10T03:06:35.678 UTC by MJD-OBS: DATE-OBS is used.",
    );
  });

  it("takes a zone and the names of UT at their word, and says so where TIMESYS says something else", () => {
    expect(startOf(headerOf({ "DATE-OBS": `${moment}Z`, TIMESYS: "TAI" }))).toMatchObject({
      start: moment,
      codes: ["start.conflict"],
    });
    expect(startOf(headerOf({ "DATE-OBS": "2026-01-10", UTSTART: "03:04:05.678", TIMESYS: "TT" }))).toMatchObject({
      start: moment,
      codes: ["start.assumed"],
    });
    expect(startOf(headerOf({ "DATE-OBS": moment, TIMESYS: "UT1" })).codes).toEqual(["start.assumed"]);
  });

  it("is a JD whose comment says that it is the start's", () => {
    const card = `JD      = ${jd} / Julian Date at start of exposure`.padEnd(80);
    expect(startOf(parseHeader(Buffer.from(card)))).toMatchObject({ start: moment, codes: [] });
  });

  it("gives MJD-OBS in UTC, with the header's own digits where it is UTC", () => {
    expect(exposureOf(headerOf({ "DATE-OBS": moment, "MJD-OBS": mjd })).mjdObs).toBe(mjd);
    expect(exposureOf(headerOf({ "MJD-OBS": mjd + 37 / 86400, TIMESYS: "TAI" })).mjdObs).toBeCloseTo(mjd, 10);
    expect(exposureOf(headerOf({ "DATE-OBS": moment, "MJD-OBS": 61050 })).mjdObs).toBeNull();
    expect(exposureOf(headerOf({ "DATE-OBS": moment })).mjdObs).toBeNull();
  });
});
