import type { NumberArray, TableColumn } from "../table.ts";

/** A record of RFC 4180, its line end included. */
export function csvLine(fields: string[]): string {
  return `${fields.map(quoted).join(",")}\r\n`;
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * One cell: numbers in the shortest form that reads back as themselves, nothing where there is no value, logicals T and F, bits 0 and 1;
 * several values are separated by blanks.
 */
export function cellText(column: TableColumn, row: number, rows: number): string {
  const data = column.data;
  if (column.width === null) return valuesText(column, data[row] as NumberArray | string | boolean[], 0, undefined);
  if (typeof data[row] === "string") return data[row];
  const step = data.length / rows;
  return valuesText(column, data as NumberArray | boolean[], row * step, step);
}

function valuesText(
  column: TableColumn,
  data: NumberArray | string | boolean[],
  start: number,
  count?: number,
): string {
  if (typeof data === "string") return data;
  const values: string[] = [];
  for (let at = start; at < start + (count ?? data.length); at++) {
    const value = data[at];
    if (typeof value === "boolean") values.push(flag(column, value));
    else values.push(Number.isNaN(value) || column.nulls?.[at] ? "" : String(value));
  }
  return values.join(isBits(column) ? "" : " ");
}

function flag(column: TableColumn, value: boolean): string {
  if (isBits(column)) return value ? "1" : "0";
  return value ? "T" : "F";
}

function isBits({ format }: TableColumn): boolean {
  return /^\d*[PQ]?X/.test(format);
}
