import type { Table } from "@datalab/fits";

/** Programs that extract sources write 99 (or −99) for a magnitude they could not determine; nothing in the sky has one beyond 50. */
const noMagnitude = 50;

/** A column of magnitudes or of their errors, NaN where none was determined; undefined where there is no such column. */
export function statedMagnitudes(table: Table, name: string): Float64Array | undefined {
  return table.numbers(name)?.map((value) => (Math.abs(value) < noMagnitude ? value : Number.NaN));
}
