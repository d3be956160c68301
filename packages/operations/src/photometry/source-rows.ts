import type { Table } from "@datalab/fits";

/** The sources a frame's pipeline found (extension CAT). Columns are of one length; NaN is no value. */
export interface SourceRows {
  /** ICRS degrees. */
  readonly ra: Float64Array;
  readonly dec: Float64Array;
  readonly mag: Float64Array;
  /** Counts. */
  readonly flux: Float64Array;
  /** What the catalogue calls each row, texts or numbers; undefined where it has neither `id` nor `name`. */
  readonly names: ArrayLike<unknown> | undefined;
}

export const sourceColumns = ["id", "name", "ra", "dec", "mag", "flux"];

/** Programs that extract sources write 99 (or −99) for a magnitude they could not determine; nothing in the sky has one beyond 50. */
const noMagnitude = 50;

/** The columns photometry needs of a CAT table, in whatever case; undefined when one of the numbers is missing. */
export function sourceRows(table: Table): SourceRows | undefined {
  const [ra, dec, mag, flux] = ["ra", "dec", "mag", "flux"].map((name) => table.numbers(name));
  if (!ra || !dec || !mag || !flux) return undefined;
  return {
    ...{ ra, dec, flux },
    mag: mag.map((value) => (Math.abs(value) < noMagnitude ? value : Number.NaN)),
    names: table.column("id") ?? table.column("name"),
  };
}

/** The catalogue's name of a row, "" where it has none. */
export function sourceName({ names }: SourceRows, row: number): string {
  return names ? String(names[row]).trim() : "";
}

/** What a row is called in results: its name, else its position. */
export function sourceLabel(rows: SourceRows, row: number): string {
  return sourceName(rows, row) || `${rows.ra[row].toFixed(6)},${rows.dec[row].toFixed(6)}`;
}
