import { fitsError } from "./fits-error.ts";
import type { FitsLimits } from "./fits-limits.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { type Header, requireInteger } from "./header.ts";

export type BinaryType = "L" | "X" | "B" | "I" | "J" | "K" | "A" | "E" | "D" | "C" | "M";

/** Bytes an element; a bit array counts in bytes of eight. */
export const elementBytes: Record<BinaryType, number> = {
  L: 1,
  X: 1,
  B: 1,
  I: 2,
  J: 4,
  K: 8,
  A: 1,
  E: 4,
  D: 8,
  C: 8,
  M: 16,
};

/** One column of a binary table as TFORMn and its companions describe it. */
export interface ColumnLayout {
  name: string;
  unit: string;
  format: string;
  /** Type of the values; of a variable-length column, of those in the heap. */
  type: BinaryType;
  /** Values a row (bits for X); 0 or 1 descriptors for a variable-length column. */
  repeat: number;
  /** Null: the values stand in the row. P: two int32 point at the heap; Q: two int64. */
  descriptor: "P" | "Q" | null;
  /** Bytes from the start of a row, and bytes in it. */
  offset: number;
  bytes: number;
  dimensions: number[];
  scale: number;
  zero: number;
  nullValue: bigint | null;
}

/** Where the rows and the heap of a binary table are. */
export interface TableLayout {
  rows: number;
  rowBytes: number;
  dataOffset: number;
  heapOffset: number;
  /** Absolute; no descriptor may point at or beyond it. */
  heapEnd: number;
  columns: ColumnLayout[];
}

/** Checks the structure of a binary table. Throws fits.bad_table, fits.bad_keyword, fits.too_large. */
export function tableLayout(hdu: Hdu, limits: FitsLimits): TableLayout {
  const label = hduLabel(hdu);
  const header = hdu.rawHeader;
  if (header.integer("NAXIS") !== 2 || header.integer("BITPIX") !== 8 || (header.integer("GCOUNT") ?? 1) !== 1) {
    throw fitsError("bad_table", `${label}: a binary table needs BITPIX 8, NAXIS 2 and GCOUNT 1.`);
  }
  const rowBytes = requireInteger(header, "NAXIS1", 0, Number.MAX_SAFE_INTEGER, label);
  const rows = requireInteger(header, "NAXIS2", 0, Number.MAX_SAFE_INTEGER, label);
  if (rows > limits.tableRows) {
    throw fitsError("too_large", `${label}: ${rows} rows are more than the limit of ${limits.tableRows}.`);
  }
  const heap = header.has("THEAP")
    ? requireInteger(header, "THEAP", rows * rowBytes, hdu.dataLength, label)
    : rows * rowBytes;
  return {
    rows,
    rowBytes,
    dataOffset: hdu.dataOffset,
    heapOffset: hdu.dataOffset + heap,
    heapEnd: hdu.dataOffset + hdu.dataLength,
    columns: columnLayouts(hdu, rowBytes),
  };
}

function columnLayouts(hdu: Hdu, rowBytes: number): ColumnLayout[] {
  const label = hduLabel(hdu);
  const count = requireInteger(hdu.rawHeader, "TFIELDS", 0, 999, label);
  const columns: ColumnLayout[] = [];
  let offset = 0;
  for (let field = 1; field <= count; field++) {
    const column = columnLayout(hdu, field, offset);
    columns.push(column);
    offset += column.bytes;
  }
  if (offset > rowBytes) {
    throw fitsError("bad_table", `${label}: the columns take ${offset} bytes a row, but NAXIS1 is ${rowBytes}.`);
  }
  return columns;
}

function columnLayout(hdu: Hdu, field: number, offset: number): ColumnLayout {
  const header = hdu.rawHeader;
  const format = header.string(`TFORM${field}`)?.trim() ?? "";
  const match = /^(\d{0,9})([LXBIJKAEDCM])|^([01]?)([PQ])([LXBIJKAEDCM])/.exec(format);
  if (!match) {
    throw fitsError("bad_table", `${hduLabel(hdu)}: TFORM${field} "${format.slice(0, 20)}" is not a column format.`);
  }
  const descriptor = (match[4] as "P" | "Q" | undefined) ?? null;
  const type = (match[5] ?? match[2]) as BinaryType;
  const repeatText = match[1] ?? match[3];
  const repeat = repeatText ? Number(repeatText) : 1;
  const isNumber = !["A", "L", "X"].includes(type);
  const isInteger = ["B", "I", "J", "K"].includes(type);
  return {
    name: textOr(header, `TTYPE${field}`),
    unit: textOr(header, `TUNIT${field}`),
    format,
    type,
    repeat,
    descriptor,
    offset,
    bytes: descriptor ? repeat * (descriptor === "P" ? 8 : 16) : fieldBytes(type, repeat),
    dimensions: dimensionsOf(header, field),
    scale: (isNumber ? header.number(`TSCAL${field}`) : undefined) ?? 1,
    zero: (isNumber ? header.number(`TZERO${field}`) : undefined) ?? 0,
    nullValue: (isInteger ? header.wholeNumber(`TNULL${field}`) : undefined) ?? null,
  };
}

function fieldBytes(type: BinaryType, repeat: number): number {
  return type === "X" ? Math.ceil(repeat / 8) : repeat * elementBytes[type];
}

/** What only describes a column is left out where it cannot be read; `verifyFits` names it. */
export function textOr(header: Header, keyword: string): string {
  return header.stringOrNote(keyword, () => {})?.trim() ?? "";
}

function dimensionsOf(header: Header, field: number): number[] {
  const text = header.string(`TDIM${field}`)?.trim() ?? "";
  if (text === "") return [];
  if (/^\(\s*\d+\s*(?:,\s*\d+\s*)*\)$/.test(text)) return text.slice(1, -1).split(",").map(Number);
  throw fitsError(
    "bad_keyword",
    `${header.label}: TDIM${field} must be sizes in brackets, but reads '${text.slice(0, 70)}'.`,
  );
}
