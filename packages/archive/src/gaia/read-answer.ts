import type { GaiaStar, SdssBand } from "./gaia-star.ts";

/** The stars of an answer in CSV, columns found by their names. @throws Error when it is no such table */
export function readAnswer(csv: string): GaiaStar[] {
  const [head, ...lines] = csv.split(/\r?\n/);
  const names = fields(head ?? "").map((name) => name.toLowerCase());
  const column = (name: string) => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`Gaia's answer has no column ${name}`);
    return (row: readonly string[]) => numberOf(row[index]);
  };
  const band = (name: SdssBand) => {
    const [mag, flux, fluxError] = ["mag", "flux", "flux_error"].map((what) => column(`${name}_${what}`)) as [
      Reader,
      Reader,
      Reader,
    ];
    return (row: readonly string[]) => ({ mag: mag(row), flux: flux(row), fluxError: fluxError(row) });
  };
  const star = {
    ra: column("ra"),
    dec: column("dec"),
    pmra: column("pmra"),
    pmraError: column("pmra_error"),
    pmdec: column("pmdec"),
    pmdecError: column("pmdec_error"),
    parallax: column("parallax"),
    parallaxError: column("parallax_error"),
    gMag: column("phot_g_mean_mag"),
    distance: column("r_med_geo"),
    distanceLow: column("r_lo_geo"),
    distanceHigh: column("r_hi_geo"),
  };
  const bands = { g_sdss: band("g_sdss"), r_sdss: band("r_sdss"), i_sdss: band("i_sdss"), z_sdss: band("z_sdss") };
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const row = fields(line);
      return { ...readAll(star, row), synthetic: readAll(bands, row) };
    });
}

type Reader = (row: readonly string[]) => number;

function readAll<Key extends string, Value>(
  readers: Record<Key, (row: readonly string[]) => Value>,
  row: readonly string[],
): Record<Key, Value> {
  const entries = Object.entries(readers) as [Key, (row: readonly string[]) => Value][];
  return Object.fromEntries(entries.map(([key, read]) => [key, read(row)])) as Record<Key, Value>;
}

/** Only numbers and their names are asked for, so no field holds a comma. */
function fields(line: string): string[] {
  return line.split(",").map((field) => field.trim().replace(/^"(.*)"$/, "$1"));
}

/** Empty or "null" where there is no value. */
function numberOf(text: string | undefined): number {
  return text === undefined || text === "" ? Number.NaN : Number(text);
}
