import { expect, it } from "vitest";
import { siteFromHeader } from "./site.ts";

const header = (cards: Record<string, number>) => ({ number: (key: string) => cards[key] as number | undefined });

it("reads a site from the three cards", () => {
  expect(siteFromHeader(header({ LATITUDE: 30.679833, LONGITUD: -104.015173, HEIGHT: 2030 }))).toEqual({
    latitude: 30.679833,
    longitude: -104.015173,
    height: 2030,
  });
});

it.each([
  {},
  { LATITUDE: 30, LONGITUD: -104 },
  { LATITUDE: 91, LONGITUD: 0, HEIGHT: 0 },
  { LATITUDE: 0, LONGITUD: NaN, HEIGHT: 0 },
  { LATITUDE: 0, LONGITUD: 0, HEIGHT: 1e6 },
])("has no site in %o", (cards) => {
  expect(siteFromHeader(header(cards as Record<string, number>))).toBeNull();
});
