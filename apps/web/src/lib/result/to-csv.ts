import type { JsonValue } from "@datalab/services";
import type { JsonObject } from "./json.ts";

/** Rows as CSV (RFC 4180): a column for each plain member of any row, in the order of their first appearance. */
export function toCsv(rows: JsonObject[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => isPlain(row[key]))))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

const isPlain = (value: JsonValue | undefined) => typeof value !== "object" || value === null;

const cell = (value: JsonValue | undefined) => (value === null || value === undefined ? "" : String(value));

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
