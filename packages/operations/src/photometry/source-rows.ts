import type { Header, Table } from "@datalab/fits";
import { cataloguePositions } from "../imaging/sky-frames/catalogue-positions.ts";
import { statedMagnitudes } from "./stated-magnitudes.ts";

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

export const sourceColumns = ["id", "name", "ra", "dec", "x", "y", "mag", "flux"];

/** The columns photometry needs of a CAT table, in whatever case; undefined when one of the numbers is missing. `header` is the image's. */
export function sourceRows(table: Table, header?: Header): SourceRows | undefined {
  const positions = cataloguePositions(table, header);
  const flux = table.numbers("flux");
  const mag = statedMagnitudes(table, "mag");
  if (!positions || !mag || !flux) return undefined;
  return { ...positions, mag, flux, names: table.column("id") ?? table.column("name") };
}

/** The catalogue's name of a row, "" where it has none. */
export function sourceName({ names }: SourceRows, row: number): string {
  return names ? String(names[row]).trim() : "";
}

/** What a row is called in results: its name, else its position. */
export function sourceLabel(rows: SourceRows, row: number): string {
  return sourceName(rows, row) || `${rows.ra[row].toFixed(6)},${rows.dec[row].toFixed(6)}`;
}
