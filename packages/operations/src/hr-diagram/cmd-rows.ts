import type { GaiaStar, SyntheticBand } from "../gaia.ts";
import { magnitudesPerRelativeFlux } from "../photometry/magnitude.ts";
import { rounded } from "./rounded.ts";

/** Bands of Gaia's synthetic photometry for the telescopes' filters. */
const bandOf: Readonly<Record<string, SyntheticBand>> = { gp: "g_sdss", rp: "r_sdss", ip: "i_sdss", zs: "z_sdss" };

/** What a synthetic magnitude is uncertain by on top of its flux, mag. */
const syntheticFloor = 0.03;

/** An image star in both bands. */
export interface ColourStar {
  readonly ra: number;
  readonly dec: number;
  readonly blue: Magnitude;
  readonly red: Magnitude;
}

interface Magnitude {
  readonly mag: number;
  readonly error: number;
}

/** The row of a star seen in both images, with Gaia's data when it is known there. Member names are those of the wire. */
export function imageStarRow({ ra, dec, blue, red }: ColourStar, gaia: GaiaStar | undefined) {
  return {
    ra: rounded(ra, 6),
    dec: rounded(dec, 6),
    color: rounded(blue.mag - red.mag, 4),
    color_err: rounded(Math.sqrt(blue.error ** 2 + red.error ** 2), 4),
    mag: rounded(red.mag, 4),
    magerr: rounded(red.error, 4),
    ...gaiaMembers(gaia),
    gaia_match: gaia !== undefined,
    gaia_only: false,
  };
}

/** The row of a star that only Gaia knows, at the position it had at the images' epoch, in synthetic magnitudes. */
export function gaiaStarRow(
  gaia: GaiaStar,
  { ra, dec }: { ra: number; dec: number },
  filters: { blue: string; red: string },
) {
  const blue = synthetic(gaia, filters.blue);
  const red = synthetic(gaia, filters.red);
  const hasColour = blue.mag !== null && red.mag !== null;
  const hasError = blue.error !== null && red.error !== null;
  return {
    ra: rounded(ra, 6),
    dec: rounded(dec, 6),
    g_mag: rounded(gaia.gMag, 4),
    mag: red.mag,
    magerr: red.error,
    gaia_only: true,
    ...gaiaMembers(gaia),
    gaia_match: true,
    color: hasColour ? rounded(Number(blue.mag) - Number(red.mag), 4) : null,
    color_err: hasError ? rounded(Math.sqrt(Number(blue.error) ** 2 + Number(red.error) ** 2), 4) : null,
  };
}

function synthetic({ synthetic: bands }: GaiaStar, filter: string) {
  const { mag, flux, fluxError } = bands[bandOf[filter]];
  const error = Math.sqrt(((magnitudesPerRelativeFlux * fluxError) / flux) ** 2 + syntheticFloor ** 2);
  return { mag: rounded(mag, 4), error: rounded(error, 4) };
}

function gaiaMembers(star: GaiaStar | undefined) {
  const of = (value: number | undefined) => (value === undefined ? null : rounded(value, 4));
  return {
    pmra: of(star?.pmra),
    pmra_err: of(star?.pmraError),
    pmdec: of(star?.pmdec),
    pmdec_err: of(star?.pmdecError),
    parallax: of(star?.parallax),
    parallax_err: of(star?.parallaxError),
    distance: of(star?.distance),
    distance_lo: of(star?.distanceLow),
    distance_hi: of(star?.distanceHigh),
  };
}
