import type { Table } from "@datalab/fits";

/** The sources a frame's pipeline found (extension CAT). Columns are of one length; NaN is no value. */
export interface SourceRows {
  /** ICRS degrees. */
  readonly ra: Float64Array;
  readonly dec: Float64Array;
  readonly mag: Float64Array;
  /** Counts. */
  readonly flux: Float64Array;
  /** What the catalogue calls each row, undefined where it has neither `id` nor `name`. */
  readonly names: readonly string[] | undefined;
}

export const sourceColumns = ["id", "name", "ra", "dec", "mag", "flux"];

/** The columns photometry needs of a CAT table, under their exact lower-case names; undefined when one of the numbers is missing. */
export function sourceRows(table: Table): SourceRows | undefined {
  const [ra, dec, mag, flux] = ["ra", "dec", "mag", "flux"].map((name) =>
    table.columns.has(name) ? table.numbers(name) : undefined,
  );
  if (!ra || !dec || !mag || !flux) return undefined;
  return { ra, dec, mag, flux, names: namesOf(table) };
}

function namesOf(table: Table): string[] | undefined {
  const data = (table.columns.get("id") ?? table.columns.get("name"))?.data;
  return data && Array.from(data as ArrayLike<unknown>, (name) => String(name).trim());
}

/** What a row is called in results: its name, else its position. */
export function sourceLabel(rows: SourceRows, row: number): string {
  return rows.names?.[row] || `${rows.ra[row].toFixed(6)},${rows.dec[row].toFixed(6)}`;
}
