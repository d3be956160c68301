import type { Header } from "../header.ts";
import type { TakeNote } from "./exposure-note.ts";
import { geodetic } from "./geodetic.ts";
import { sexagesimal } from "./sexagesimal.ts";

/** A place on the Earth: geodetic (WGS84) latitude and longitude in degrees, east positive; metres above the ellipsoid. */
export interface Site {
  readonly latitude: number;
  readonly longitude: number;
  readonly height: number;
}

/** Latitude, longitude and height as observatories, FITS 4.0 (§8.4.1) and the programs of amateurs call them. */
const spellings = [
  ["LATITUDE", "LONGITUD", "HEIGHT"],
  ["OBSGEO-B", "OBSGEO-L", "OBSGEO-H"],
  ["SITELAT", "SITELONG", "SITEELEV"],
  ["LAT-OBS", "LONG-OBS", "ALT-OBS"],
  ["OBS-LAT", "OBS-LONG", "OBS-ELEV"],
  ["OBSLAT", "OBSLONG", "OBSALT"],
  ["GEOLAT", "GEOLON", "GEOELEV"],
  ["ESO TEL GEOLAT", "ESO TEL GEOLON", "ESO TEL GEOELEV"],
] as const;

const geocentric = ["OBSGEO-X", "OBSGEO-Y", "OBSGEO-Z"] as const;

/**
 * The site: degrees or sexagesimal text, east positive unless W says otherwise, and metres; or geocentric metres (OBSGEO-X …). A height
 * above the sea is taken for one above the ellipsoid: at most 100 m, 0.3 µs of light; a height that is not stated for 0 (≤ 30 µs), with a note. Null
 * where latitude or longitude is missing, and, with a note, where something is unreadable or impossible.
 */
export function siteOf(header: Header, note: TakeNote): Site | null {
  for (const keywords of spellings) {
    if (keywords.slice(0, 2).every((keyword) => header.states(keyword))) return ofAngles(header, keywords, note);
  }
  if (geocentric.every((keyword) => header.states(keyword))) return ofGeocentre(header, note);
  note("site.missing", "the site is not known (LATITUDE, LONGITUD, HEIGHT).");
  return null;
}

function ofAngles(header: Header, [north, east, up]: (typeof spellings)[number], note: TakeNote): Site | null {
  const latitude = angle(header, north, 90, note);
  const longitude = angle(header, east, 360, note);
  const height = header.states(up) ? metres(header, up, note) : 0;
  if (latitude === undefined || longitude === undefined || height === undefined) return null;
  if (!header.states(up)) note("site.assumed", `the height of the site (${up}) is taken as 0 m: it is not stated.`);
  if (latitude === 0 && longitude === 0) note("site.assumed", `${north} and ${east} are 0, where no observatory is.`);
  return { latitude, longitude, height };
}

function angle(header: Header, keyword: string, largest: number, note: TakeNote): number | undefined {
  const text = header.stringOrNote(keyword, (sentence) => note("site.unreadable", sentence));
  if (text === undefined) return undefined;
  const [, before, digits, after] = /^\s*([NSEW]?)\s*(.*?)\s*([NSEW]?)\s*$/i.exec(text) ?? [];
  const value = Number.isNaN(Number(digits)) ? sexagesimal(digits) : Number(digits);
  if (digits !== "" && Math.abs(value) <= largest) return /[SW]/i.test(`${before}${after}`) ? -value : value;
  const matter = Number.isNaN(value) ? "site.unreadable" : "site.impossible";
  note(matter, `${header.label}: ${keyword} must be an angle up to ${largest}°, but reads ${text}.`);
  return undefined;
}

const highest = 10_000;

function metres(header: Header, keyword: string, note: TakeNote): number | undefined {
  const value = header.numberOrNote(keyword, (sentence) => note("site.unreadable", sentence));
  if (value === undefined || Math.abs(value) <= highest) return value;
  note("site.impossible", `${header.label}: ${keyword} must be a height in metres, but is ${value}.`);
  return undefined;
}

function ofGeocentre(header: Header, note: TakeNote): Site | null {
  const [x, y, z] = geocentric.map((key) => header.numberOrNote(key, (sentence) => note("site.unreadable", sentence)));
  if (x === undefined || y === undefined || z === undefined) return null;
  const site = geodetic(x, y, z);
  if (Math.abs(site.height) <= highest) return site;
  note("site.impossible", `${header.label}: OBSGEO-X, -Y and -Z are no place on the Earth.`);
  return null;
}
