import { type Card, type CardValue, commentaryCards, Header, parseHeader, valueCard } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { resultHeader } from "./result-header.ts";

type Values = Readonly<Record<string, CardValue>>;

const cardsOf = (values: Values): Card[] => Object.entries(values).map(([key, value]) => valueCard(key, value));

/** Images a, b, c … with these cards each. */
const images = (...headers: (Values | Header)[]) =>
  headers.map((values, i) => ({
    basename: String.fromCharCode(97 + i),
    header: values instanceof Header ? values : new Header(cardsOf(values)),
  }));

/** A header of cards as they stand in a file. */
const raw = (...lines: string[]) => parseHeader(Buffer.from(lines.map((line) => line.padEnd(80)).join(""), "latin1"));

const values = ({ header }: { header: Header }) =>
  Object.fromEntries(header.cards.filter((card) => !card.commentary).map((card) => [card.keyword, card.value]));

const sum = (...headers: (Values | Header)[]) => resultHeader(images(...headers), { kind: "sum" });
const median = (...headers: (Values | Header)[]) => resultHeader(images(...headers), { kind: "median" });
const difference = (...headers: (Values | Header)[]) => resultHeader(images(...headers), { kind: "difference" });

describe("the header of a sum", () => {
  const frame = (more: Values) => ({ FILTER: "rp", EXPTIME: 30, GAIN: 2, RDNOISE: 6, SATURATE: 60000, ...more });

  it("adds exposures and saturation levels, keeps the gain, and adds the read noise in quadrature", () => {
    const { header, remarks } = sum(frame({}), frame({ RDNOISE: 8 }), frame({ RDNOISE: 0 }));
    const expected = { FILTER: "rp", EXPTIME: 90, GAIN: 2, RDNOISE: 10, SATURATE: 180000, NCOMBINE: 3 };
    expect(values({ header })).toEqual(expected);
    expect(remarks).toEqual([]);
  });

  it("states no saturation where exposures differ: one image may be saturated in a faint sum", () => {
    const { header, remarks } = sum(frame({}), frame({ EXPTIME: 60 }), frame({ EXPTIME: 300 }));
    expect(header.number("EXPTIME")).toBe(390);
    expect(header.has("SATURATE")).toBe(false);
    expect(remarks).toEqual([
      "left out SATURATE: the exposures differ, so that no level of the sum tells what is saturated",
    ]);
  });

  it.each<[string, Values | Header, string]>([
    ["is absent", { FILTER: "rp" }, "left out EXPTIME: not stated by b"],
    [
      "cannot be read",
      raw("EXPTIME = 30,5", "FILTER  = 'rp      '"),
      "left out EXPTIME: b: The header: EXPTIME must be a number, but reads 30,5.",
    ],
    ["is blank", raw("EXPTIME =", "FILTER  = 'rp      '"), "left out EXPTIME: not stated by b"],
  ])("has no EXPTIME where one %s, and says so", (_, other, remark) => {
    const { header, remarks } = sum({ EXPTIME: 30, FILTER: "rp" }, other);
    expect(values({ header })).toEqual({ FILTER: "rp", NCOMBINE: 2 });
    expect(remarks).toEqual([remark]);
  });

  it("takes EXPOSURE where an image has no EXPTIME", () => {
    expect(values(sum({ EXPTIME: 30 }, { EXPOSURE: 12.5 }))).toEqual({ EXPTIME: 42.5, NCOMBINE: 2 });
  });

  it("drops the gain and the read noise where gains differ", () => {
    const { header, remarks } = sum({ GAIN: 1, RDNOISE: 5 }, { GAIN: 1.5, RDNOISE: 5 });
    expect(values({ header })).toEqual({ NCOMBINE: 2 });
    expect(remarks).toEqual(["left out GAIN: the images differ", "left out RDNOISE: the gains differ"]);
  });

  it("begins with the first exposure and ends with the last, whatever the order of names", () => {
    const at = (time: string, mjd: number, airmass: number, length: number) => ({
      ...{ "DATE-OBS": `2026-01-10T${time}`, "MJD-OBS": mjd, UTSTART: time, AIRMASS: airmass, EXPTIME: length },
    });
    const { header } = sum(at("04:00:00.5", 61050.1667, 1.5, 300), at("03:00:00", 61050.125, 1.2, 100));
    // 4 h + 300.5 s; the middles lie at 3 h + 50 s and 4 h + 150.5 s, weighted 1 : 3.
    expect(values({ header })).toEqual({
      ...{ "DATE-OBS": "2026-01-10T03:00:00", "MJD-OBS": 61050.125, UTSTART: "03:00:00" },
      ...{ AIRMASS: expect.closeTo(1.425, 12), EXPTIME: 400, NCOMBINE: 2, "DATE-END": "2026-01-10T04:05:00.500" },
      "MJD-MID": expect.closeTo(61050 + (3 * 3600 + 50 + 0.75 * 3700.5) / 86400, 9),
    });
  });

  it("has no time where one image's is not known", () => {
    const { header, remarks } = sum({ "DATE-OBS": "2026-01-10T04:00:00", EXPTIME: 3 }, { EXPTIME: 3 });
    expect(values({ header })).toEqual({ EXPTIME: 6, NCOMBINE: 2 });
    expect(remarks).toEqual(["left out DATE-OBS: the start of b is not known"]);
  });

  it("counts the images of results that are its inputs", () => {
    const stacks = sum({ NCOMBINE: 3, EXPTIME: 90 }, { NCOMBINE: 2, EXPTIME: 60 }, { EXPTIME: 30 });
    expect(values(stacks)).toEqual({ NCOMBINE: 6, EXPTIME: 180 });
    const { header, remarks } = sum({ NCOMBINE: 3 }, raw("NCOMBINE= 2,0"));
    expect(header.has("NCOMBINE")).toBe(false);
    expect(remarks[0]).toMatch(/^left out NCOMBINE: b: .* reads 2,0\.$/);
  });

  it("keeps what all images state alike and drops every other card, in one line", () => {
    const first = { SITEID: "lsc", FILTER: "rp", CCDATEMP: -100.1, FRAMENUM: 1, OBSTYPE: "EXPOSE" };
    const second = { SITEID: "lsc  ", FILTER: "gp", CCDATEMP: -100.2, FRAMENUM: 2, OBSTYPE: "EXPOSE" };
    const { header, remarks } = sum(first, second);
    expect(values({ header })).toEqual({ SITEID: "lsc", OBSTYPE: "EXPOSE", NCOMBINE: 2 });
    expect(remarks).toEqual(["left out FILTER, CCDATEMP, FRAMENUM: the images differ"]);
  });

  it("keeps coordinates, commentary and their order, and one card a keyword", () => {
    const header = new Header([
      ...cardsOf({ CTYPE1: "RA---TAN", CRVAL1: 10 }),
      ...commentaryCards("COMMENT", "between"),
      ...cardsOf({ CRVAL1: 99, TELESCOP: "1m0" }),
      ...commentaryCards("HISTORY", "flattened"),
    ]);
    const result = sum(header, { CTYPE1: "RA---TAN", CRVAL1: 10.001, TELESCOP: "1m0" }).header;
    expect(result.cards.map(({ keyword }) => keyword)).toEqual([
      ...["CTYPE1", "CRVAL1", "COMMENT", "TELESCOP", "NCOMBINE", "HISTORY"],
    ]);
    expect(result.number("CRVAL1")).toBe(10);
  });

  it("keeps a text with characters beyond ASCII as it stands, for the writer to mend", () => {
    const accent = () => raw("OBJECT  = 'NGC 7293 H\xe9lix'", "FILTER  = 'r\xe9      '");
    const { header } = sum(accent(), accent());
    expect(header.cards.slice(0, 2)).toEqual(accent().cards);
  });
});

describe("the header of a median", () => {
  const frame = { EXPTIME: 30, GAIN: 2, RDNOISE: 6, SATURATE: 60000 };

  it("is that of one exposure with the noise of a median of three", () => {
    const { header } = median(frame, frame, frame);
    // The variance of the median of three normal values is 0.448671 of one's (David & Nagaraja, Order Statistics, 2003).
    expect(values({ header })).toEqual({
      ...{ EXPTIME: 30, SATURATE: 60000, NCOMBINE: 3 },
      GAIN: expect.closeTo(2 / 0.448671, 4),
      RDNOISE: expect.closeTo(6 / Math.sqrt(0.448671), 4),
    });
  });

  it("keeps the noise of the mean for two, and leaves a camera's setting beside EGAIN alone", () => {
    const both = { ...frame, GAIN: 120, EGAIN: 0.5 };
    const { header } = median(both, both);
    expect(values({ header })).toMatchObject({ GAIN: 120, EGAIN: 1, RDNOISE: expect.closeTo(6 * Math.SQRT2, 12) });
  });

  it("has neither exposure nor noise where exposures differ, nor a saturation where levels do", () => {
    const { header, remarks } = median(frame, { ...frame, EXPTIME: 60, SATURATE: 50000 });
    expect(values({ header })).toEqual({ NCOMBINE: 2 });
    expect(remarks).toEqual([
      "left out EXPTIME, SATURATE: the images differ",
      "left out GAIN, RDNOISE: the exposures differ",
    ]);
  });
});

describe("the header of a quotient", () => {
  it("is in units of the divisor: electrons stay, levels and the gain are scaled, counts go", () => {
    const cards = { EXPTIME: 30, GAIN: 2, RDNOISE: 6, SATURATE: 60000, BUNIT: "adu", L1MEAN: 512, DATE: "2026-01-10" };
    const { header, remarks } = resultHeader(images(cards), { kind: "quotient", divisor: 500 });
    expect(values({ header })).toEqual({ EXPTIME: 30, GAIN: 1000, RDNOISE: 6, SATURATE: 120 });
    expect(remarks).toEqual(["left out BUNIT, L1MEAN, DATE: not true of the result"]);
  });

  it("states neither gain nor saturation for a divisor below zero", () => {
    const { header } = resultHeader(images({ GAIN: 2, SATURATE: 60000 }), { kind: "quotient", divisor: -5 });
    expect(values({ header })).toEqual({});
  });
});

describe("the header of a difference", () => {
  it("is the first image's exposure with the read noise of both and no saturation", () => {
    const light = { EXPTIME: 30, FILTER: "rp", GAIN: 2, RDNOISE: 3, SATURATE: 60000, AIRMASS: 1.2 };
    const { header, remarks } = difference(light, { EXPTIME: 0, GAIN: 4, RDNOISE: 8 });
    // 8 e− at 4 e−/ADU are 2 ADU, 4 e− at 2 e−/ADU.
    expect(values({ header })).toEqual({ EXPTIME: 30, FILTER: "rp", GAIN: 2, RDNOISE: 5, AIRMASS: 1.2 });
    expect(remarks).toEqual(["left out SATURATE: not true of the result"]);
  });

  it("has no read noise where one is not known", () => {
    const { header, remarks } = difference({ GAIN: 2, RDNOISE: 3 }, { GAIN: 2 });
    expect(values({ header })).toEqual({ GAIN: 2 });
    expect(remarks).toEqual(["left out RDNOISE: not stated by b"]);
  });
});

it("drops pixel sections where the result is smaller or on another grid", () => {
  const cards = { DATASEC: "[1:100,1:100]", TRIMSEC: "[1:100,1:100]", SECPIX: 0.4 };
  const of = (options: object) => values(resultHeader(images(cards, cards), { kind: "sum", ...options }));
  expect(of({})).toMatchObject(cards);
  expect(of({ cropped: true })).toEqual({ SECPIX: 0.4, NCOMBINE: 2 });
  expect(of({ resampled: true })).toEqual({ NCOMBINE: 2 });
});
