import { describe, expect, it } from "vitest";
import type { CardValue } from "../card.ts";
import { valueCard } from "../card.ts";
import { Header } from "../header.ts";
import { exposureOf } from "./exposure.ts";

function siteAndNotes(cards: Record<string, CardValue>) {
  const { site, notes } = exposureOf(new Header(Object.entries(cards).map(([key, value]) => valueCard(key, value))));
  return { site, notes: notes.filter(({ code }) => code.startsWith("site.")) };
}

const mcdonald = { latitude: 30.679833, longitude: -104.015173, height: 2030 };

describe("the site of a header", () => {
  it.each<Record<string, CardValue>>([
    { LATITUDE: 30.679833, LONGITUD: -104.015173, HEIGHT: 2030 },
    { "OBSGEO-B": 30.679833, "OBSGEO-L": -104.015173, "OBSGEO-H": 2030 },
    { SITELAT: "30:40:47.3988", SITELONG: "-104 00 54.6228", SITEELEV: "2030" },
    { SITELAT: "N30:40:47.3988", SITELONG: "104:00:54.6228 W", SITEELEV: 2030 },
    { "LAT-OBS": "30.679833", "LONG-OBS": -104.015173, "ALT-OBS": 2030 },
  ])("is read from %o", (cards) => {
    const { site, notes } = siteAndNotes(cards);
    expect(site?.latitude).toBeCloseTo(mcdonald.latitude, 9);
    expect(site?.longitude).toBeCloseTo(mcdonald.longitude, 9);
    expect(site?.height).toBe(mcdonald.height);
    expect(notes).toEqual([]);
  });

  it("is read from geocentric metres, those of astropy's EarthLocation.from_geodetic", () => {
    const cards = { "OBSGEO-X": -1330030.1170516, "OBSGEO-Y": -5328447.7120092, "OBSGEO-Z": 3236452.4898953 };
    const { site } = siteAndNotes(cards);
    expect(site?.latitude).toBeCloseTo(mcdonald.latitude, 8);
    expect(site?.longitude).toBeCloseTo(mcdonald.longitude, 8);
    expect(site?.height).toBeCloseTo(mcdonald.height, 3);
  });

  it.each<[Record<string, CardValue>, string]>([
    [{}, "site.missing"],
    [{ LATITUDE: 91, LONGITUD: 0, HEIGHT: 0 }, "site.impossible"],
    [{ LATITUDE: "30,5", LONGITUD: 1, HEIGHT: 0 }, "site.unreadable"],
    [{ LATITUDE: 3, LONGITUD: 1, HEIGHT: 1e6 }, "site.impossible"],
    [{ LATITUDE: 3, LONGITUD: 1, HEIGHT: "high" }, "site.unreadable"],
    [{ "OBSGEO-X": 0, "OBSGEO-Y": 0, "OBSGEO-Z": 0 }, "site.impossible"],
  ])("is null, with a word, in %o", (cards, code) => {
    const { site, notes } = siteAndNotes(cards);
    expect(site).toBeNull();
    expect(notes.map((note) => note.code)).toEqual([code]);
  });

  it("takes a height that nobody states for 0, with a word", () => {
    const { site, notes } = siteAndNotes({ SITELAT: "30 40", SITELONG: "-104" });
    expect(site).toEqual({ latitude: 30 + 40 / 60, longitude: -104, height: 0 });
    expect(notes).toEqual([
      { code: "site.assumed", text: "the height of the site (SITEELEV) is taken as 0 m: it is not stated." },
    ]);
  });
});
