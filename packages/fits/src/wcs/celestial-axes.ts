import type { Header } from "../header.ts";

/** Which axis is which, the projection, and where on the sky it touches. Degrees. */
export interface CelestialAxes {
  /** The axis (1 or 2) of right ascension; the other is declination. */
  longitude: 1 | 2;
  projection: "TAN" | "TPV";
  ra: number;
  dec: number;
  lonpole: number;
}

/** Degrees in a unit that CUNIT may name. */
const units: Record<string, number> = {
  "": 1,
  deg: 1,
  degree: 1,
  degrees: 1,
  arcmin: 1 / 60,
  arcsec: 1 / 3600,
  mas: 1 / 3_600_000,
  rad: 180 / Math.PI,
};

/** Degrees a unit of axis 1 or 2; undefined for a unit that is no angle. */
export function unitOfAxis(header: Header, axis: 1 | 2): number | undefined {
  const unit = (header.string(`CUNIT${axis}`) ?? "").trim().toLowerCase();
  return Object.hasOwn(units, unit) ? units[unit] : undefined;
}

/** Undefined unless one of axes 1 and 2 is right ascension and the other declination, both in TAN or TPV. */
export function celestialAxes(header: Header): CelestialAxes | undefined {
  const types = [header.string("CTYPE1") ?? "", header.string("CTYPE2") ?? ""];
  const kinds = types.map((type) => /^(RA-|DEC)-+(TAN|TPV)(?:-SIP)?\s*$/.exec(type.toUpperCase()));
  if (!kinds[0] || !kinds[1] || kinds[0][2] !== kinds[1][2] || kinds[0][1] === kinds[1][1]) return undefined;
  const longitude = kinds[0][1] === "DEC" ? 2 : 1;
  const value = (axis: 1 | 2) => (header.number(`CRVAL${axis}`) ?? 0) * (unitOfAxis(header, axis) ?? Number.NaN);
  const ra = value(longitude);
  const dec = value(longitude === 1 ? 2 : 1);
  if (!Number.isFinite(ra) || !Number.isFinite(dec) || Math.abs(dec) > 90) return undefined;
  const lonpole = header.number("LONPOLE") ?? (dec < 90 ? 180 : 0);
  return { longitude, projection: kinds[0][2] as "TAN" | "TPV", ra, dec, lonpole };
}

/** In words, why `celestialAxes` finds nothing; undefined where it does. */
export function axesDefect(header: Header): string | undefined {
  if (celestialAxes(header)) return undefined;
  const types = [header.string("CTYPE1") ?? "", header.string("CTYPE2") ?? ""];
  const known = types.map((type) => /^(?:RA-|DEC)-+(?:TAN|TPV)(?:-SIP)?\s*$/i.test(type));
  if (known[0] && known[1]) return brokenReference(header, types);
  const axis = known[0] ? 2 : 1;
  return `CTYPE${axis} "${types[axis - 1]}" is none of RA and DEC in the projections TAN, TAN-SIP and TPV`;
}

function brokenReference(header: Header, [first, second]: string[]): string {
  for (const axis of [1, 2] as const) {
    if (unitOfAxis(header, axis) === undefined) return `CUNIT${axis} "${header.string(`CUNIT${axis}`)}" is no angle`;
  }
  const latitude = first.toUpperCase().startsWith("DEC") ? 1 : 2;
  if (first.slice(0, 3) === second.slice(0, 3) || first.slice(5, 8) !== second.slice(5, 8)) {
    return `CTYPE1 "${first}" and CTYPE2 "${second}" do not belong together`;
  }
  return `CRVAL${latitude} is no declination`;
}
