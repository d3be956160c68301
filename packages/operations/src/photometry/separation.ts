const radians = Math.PI / 180;
const arcsecPerRadian = 206264.80624709636;

/** A direction in degrees. */
export interface SkyPosition {
  readonly ra: number;
  readonly dec: number;
}

/** Great-circle separation in arcsec by the haversine formula, exact to rounding at every distance; NaN for NaN. */
export function separation(a: SkyPosition, b: SkyPosition): number {
  const dec = Math.sin(((b.dec - a.dec) * radians) / 2);
  const ra = Math.sin(((b.ra - a.ra) * radians) / 2);
  const square = dec * dec + Math.cos(a.dec * radians) * Math.cos(b.dec * radians) * ra * ra;
  return 2 * Math.asin(Math.min(1, Math.sqrt(square))) * arcsecPerRadian;
}

/** `ra` plus the whole turns that bring it within half a turn of `near`, so that positions across 0° can be averaged. */
export function unwrapped(ra: number, near: number): number {
  return ra + 360 * Math.round((near - ra) / 360);
}

/** `ra` in [0, 360). */
export function wrapped(ra: number): number {
  const rest = ra % 360;
  return rest < 0 ? rest + 360 : rest;
}
