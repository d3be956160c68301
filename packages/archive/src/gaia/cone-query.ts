import { AppError } from "@datalab/errors";
import { type GaiaCone, sdssBands } from "./gaia-star.ts";

const gaiaColumns = ["ra", "dec", "pmra", "pmra_error", "pmdec", "pmdec_error", "parallax", "parallax_error"];
const distanceColumns = ["r_med_geo", "r_lo_geo", "r_hi_geo"];
const syntheticColumns = sdssBands.flatMap((band) => [`${band}_mag`, `${band}_flux`, `${band}_flux_error`]);

/**
 * The ADQL for a circle: sources with RUWE < 1.4, with distances (Bailer-Jones et al. 2021) and synthetic photometry where
 * there are any. The only thing of a request that gets into the text are three numbers, written out in decimals.
 */
export function coneQuery({ ra, dec, radius }: GaiaCone): string {
  const isCone = ra >= 0 && ra <= 360 && Math.abs(dec) <= 90 && radius > 0 && radius <= 10;
  if (!isCone)
    throw new AppError("invalid", "gaia.bad_cone", "This is no circle on the sky that Gaia can be asked for.");
  const columns = [
    ...[...gaiaColumns, "phot_g_mean_mag"].map((name) => `src.${name}`),
    ...distanceColumns.map((name) => `dist.${name}`),
    ...syntheticColumns.map((name) => `syn.${name}`),
  ];
  const [x, y, r] = [ra, dec, radius].map((value) => value.toFixed(10));
  return [
    `SELECT ${columns.join(", ")}`,
    "FROM gaiadr3.gaia_source AS src",
    "LEFT OUTER JOIN external.gaiaedr3_distance AS dist ON dist.source_id = src.source_id",
    "LEFT OUTER JOIN gaiadr3.synthetic_photometry_gspc AS syn ON syn.source_id = src.source_id",
    "WHERE src.ruwe < 1.4",
    `AND 1 = CONTAINS(POINT('ICRS', src.ra, src.dec), CIRCLE('ICRS', ${x}, ${y}, ${r}))`,
  ].join(" ");
}
