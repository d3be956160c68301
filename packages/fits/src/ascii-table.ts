import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { requireInteger } from "./header.ts";
import type { FitsFile } from "./open-fits.ts";
import { Table, type TableColumn, wantedColumns } from "./table.ts";
import { textOr } from "./table-layout.ts";

interface AsciiColumn {
  name: string;
  unit: string;
  format: string;
  text: boolean;
  start: number;
  width: number;
  /** Digits after an implied decimal point. */
  decimals: number;
  scale: number;
  zero: number;
  nullText: string | undefined;
}

/**
 * An ASCII table extension (FITS 4.0, §7.2). Numbers are float64, NaN where a field is blank, is TNULL or is no number. Throws
 * fits.bad_table; fits.bad_keyword for a TSCALn, TZEROn (of numbers) or TNULLn that cannot be read.
 */
export async function readAsciiTable(file: FitsFile, hdu: Hdu, columns?: string[]): Promise<Table> {
  const label = hduLabel(hdu);
  const rowBytes = requireInteger(hdu.rawHeader, "NAXIS1", 0, Number.MAX_SAFE_INTEGER, label);
  const rows = requireInteger(hdu.rawHeader, "NAXIS2", 0, Number.MAX_SAFE_INTEGER, label);
  if (rows > file.limits.tableRows) {
    throw fitsError("too_large", `${label}: ${rows} rows are more than the limit of ${file.limits.tableRows}.`);
  }
  const fields = requireInteger(hdu.rawHeader, "TFIELDS", 0, 999, label);
  const all = Array.from({ length: fields }, (_, index) => asciiColumn(hdu, index + 1, rowBytes));
  const bytes = await file.source.read(hdu.dataOffset, rows * rowBytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return new Table(
    rows,
    hdu.header,
    wantedColumns(all, columns).map((column) => readColumn(column, text, rows, rowBytes)),
  );
}

function asciiColumn(hdu: Hdu, field: number, rowBytes: number): AsciiColumn {
  const header = hdu.rawHeader;
  const format = header.string(`TFORM${field}`)?.trim() ?? "";
  const match = /^([AIFED])(\d{1,9})(?:\.(\d{1,9}))?$/.exec(format);
  const start = requireInteger(header, `TBCOL${field}`, 1, rowBytes, hduLabel(hdu)) - 1;
  if (!match || start + Number(match[2]) > rowBytes) {
    throw fitsError(
      "bad_table",
      `${hduLabel(hdu)}: TFORM${field} "${format.slice(0, 20)}" does not fit this ASCII table.`,
    );
  }
  const isText = match[1] === "A";
  return {
    name: textOr(header, `TTYPE${field}`),
    unit: textOr(header, `TUNIT${field}`),
    format,
    text: isText,
    start,
    width: Number(match[2]),
    decimals: match[1] === "I" ? 0 : Number(match[3] ?? 0),
    scale: (isText ? undefined : header.number(`TSCAL${field}`)) ?? 1,
    zero: (isText ? undefined : header.number(`TZERO${field}`)) ?? 0,
    nullText: header.string(`TNULL${field}`)?.trim(),
  };
}

function readColumn(column: AsciiColumn, text: string, rows: number, rowBytes: number): TableColumn {
  const field = (row: number) =>
    text.slice(row * rowBytes + column.start, row * rowBytes + column.start + column.width);
  const { name, unit, format } = column;
  const data = column.text
    ? Array.from({ length: rows }, (_, row) => field(row).trimEnd())
    : Float64Array.from({ length: rows }, (_, row) => asciiNumber(field(row).trim(), column));
  return { name, unit, format, width: 1, dimensions: [], data, nulls: null };
}

function asciiNumber(field: string, column: AsciiColumn): number {
  if (field === "" || field === column.nullText) return Number.NaN;
  const match = /^([+-]?\d*\.?\d*)(?:[EeDd]?([+-]?\d+))?$/.exec(field);
  const digits = match ? Number(match[1]) : Number.NaN;
  const implied = match && !match[1].includes(".") ? 10 ** -column.decimals : 1;
  const exponent = match?.[2] ? Number(match[2]) : 0;
  return (exponent === 0 ? digits : Number(`${match?.[1]}e${exponent}`)) * implied * column.scale + column.zero;
}
