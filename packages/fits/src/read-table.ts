import { readAsciiTable } from "./ascii-table.ts";
import { bits, characters, logicals, numericValues } from "./decode-values.ts";
import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { heapSlice } from "./heap-descriptor.ts";
import type { FitsFile } from "./open-fits.ts";
import { type ColumnData, type NumberArray, Table, type TableColumn, wantedColumns } from "./table.ts";
import { type ColumnLayout, elementBytes, type TableLayout, tableLayout } from "./table-layout.ts";

/** Bytes of rows read at once. */
const chunk = 2 ** 22;

/**
 * Cells of a variable-length column may share values in the heap, so that a small file could ask for any memory: beyond the first
 * bytes they may take this many times the file's. A cell takes some bytes of its own.
 */
const freeBytes = 2 ** 26;
const mostHeld = 16;
const cellBytes = 128;

/**
 * The columns of a binary or ASCII table, or those named (exact case first, else whatever case; names without a column are
 * left out). Values are physical: scaled by TSCAL and TZERO; see `TableColumn` for types and nulls.
 *
 * Throws fits.bad_table, fits.bad_keyword, fits.bad_descriptor, fits.too_large.
 */
export async function readTable(file: FitsFile, hdu: Hdu, columns?: string[]): Promise<Table> {
  if (hdu.kind !== "table") throw fitsError("bad_table", `${hduLabel(hdu)} holds no table.`);
  if (hdu.rawHeader.string("XTENSION") === "TABLE") return readAsciiTable(file, hdu, columns);
  const layout = tableLayout(hdu, file.limits);
  const wanted = wantedColumns(layout.columns, columns);
  const readers = wanted.map((column) => columnReader(column, layout, file, hdu));
  const rowsAtOnce = Math.max(1, Math.floor(chunk / Math.max(1, layout.rowBytes)));
  for (let start = 0; start < layout.rows; start += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, layout.rows - start);
    const bytes = await file.source.read(layout.dataOffset + start * layout.rowBytes, rows * layout.rowBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (const reader of readers) await reader.take(view, start, rows);
  }
  return new Table(
    layout.rows,
    hdu.header,
    readers.map((reader) => reader.column()),
  );
}

interface ColumnReader {
  take(view: DataView, firstRow: number, rows: number): void | Promise<void>;
  column(): TableColumn;
}

function columnReader(column: ColumnLayout, table: TableLayout, file: FitsFile, hdu: Hdu): ColumnReader {
  if (column.descriptor) return variableReader(column, table, file, hdu);
  checkValues(table.rows * column.repeat, column, file, hdu);
  if (column.type === "A" || column.type === "L" || column.type === "X") return textReader(column, table);
  const values = numericValues(column, table.rows * column.repeat);
  const step = column.repeat === 0 ? 0 : column.bytes / column.repeat;
  return {
    take(view, firstRow, rows) {
      for (let row = 0; row < rows; row++) {
        const at = row * table.rowBytes + column.offset;
        for (let i = 0; i < column.repeat; i++) values.put(view, at + i * step, (firstRow + row) * column.repeat + i);
      }
    },
    column: () => described(column, column.repeat, values.data, values.nulls),
  };
}

function textReader(column: ColumnLayout, table: TableLayout): ColumnReader {
  const strings: string[] = [];
  const flags: boolean[] = [];
  return {
    take(view, _firstRow, rows) {
      for (let row = 0; row < rows; row++) {
        const at = row * table.rowBytes + column.offset;
        if (column.type === "A") strings.push(characters(view, at, column.repeat));
        else for (const flag of (column.type === "L" ? logicals : bits)(view, at, column.repeat)) flags.push(flag);
      }
    },
    column: () => (column.type === "A" ? described(column, 1, strings) : described(column, column.repeat, flags)),
  };
}

function variableReader(column: ColumnLayout, table: TableLayout, file: FitsFile, hdu: Hdu): ColumnReader {
  const cells: (NumberArray | string | boolean[])[] = [];
  const label = hduLabel(hdu);
  let total = 0;
  let held = 0;
  return {
    async take(view, firstRow, rows) {
      for (let row = 0; row < rows; row++) {
        const place = `${label}, row ${firstRow + row}`;
        const slice = heapSlice(view, row * table.rowBytes + column.offset, column, table, place);
        total += slice.count;
        checkValues(total, column, file, hdu);
        held += cellBytes + slice.count * (isFlag(column) ? 8 : elementBytes[column.type]);
        if (held > freeBytes + mostHeld * hdu.dataLength) {
          throw fitsError("too_large", `${place}: the cells of column ${column.name} share too much of the heap.`);
        }
        const bytes = await file.source.read(slice.offset, slice.bytes);
        cells.push(variableCell(column, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), slice.count));
      }
    },
    column: () => described(column, null, cells),
  };
}

function isFlag({ type }: ColumnLayout): boolean {
  return type === "L" || type === "X";
}

function checkValues(count: number, column: ColumnLayout, file: FitsFile, hdu: Hdu): void {
  // A logical takes eight bytes in memory.
  const limit = isFlag(column) ? file.limits.columnValues / 8 : file.limits.columnValues;
  if (count > limit) {
    throw fitsError("too_large", `${hduLabel(hdu)}: column ${column.name} holds more than ${limit} values.`);
  }
}

function variableCell(column: ColumnLayout, view: DataView, count: number): NumberArray | string | boolean[] {
  if (column.type === "A") return characters(view, 0, count);
  if (column.type === "L") return logicals(view, 0, count);
  if (column.type === "X") return bits(view, 0, count);
  const values = numericValues(column, count);
  const step = view.byteLength / Math.max(1, count);
  for (let i = 0; i < count; i++) values.put(view, i * step, i);
  return values.data;
}

function described(
  column: ColumnLayout,
  width: number | null,
  data: ColumnData,
  nulls: Uint8Array | null = null,
): TableColumn {
  const { name, unit, format, dimensions } = column;
  return { name, unit, format, width, dimensions, data, nulls };
}
