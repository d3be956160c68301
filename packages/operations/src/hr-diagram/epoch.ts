import { julianDate, type UtcMoment } from "@datalab/fits";
import type { GaiaStar } from "../gaia.ts";

const gaiaEpoch = 2016;
const masPerDegree = 3.6e6;

/** Julian epoch in years of a moment, UTC taken as uniform (the minute in between moves no star). */
export function julianYear(moment: UtcMoment): number {
  return 2000 + (julianDate(moment) - 2451545) / 365.25;
}

/** Where a Gaia star stood at a Julian epoch, degrees. A motion that is not known counts as none. */
export function positionAt(
  { ra, dec, pmra, pmdec }: Pick<GaiaStar, "ra" | "dec" | "pmra" | "pmdec">,
  year: number,
): { ra: number; dec: number } {
  const years = year - gaiaEpoch;
  const moved = (motion: number) => (Number.isFinite(motion) ? (motion * years) / masPerDegree : 0);
  return { ra: ra + moved(pmra) / Math.cos((dec * Math.PI) / 180), dec: dec + moved(pmdec) };
}
