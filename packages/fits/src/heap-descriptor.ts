import { fitsError } from "./fits-error.ts";
import { type ColumnLayout, elementBytes, type TableLayout } from "./table-layout.ts";

/** Where the values of one variable-length cell lie in the file. */
export interface HeapSlice {
  count: number;
  /** Absolute. */
  offset: number;
  bytes: number;
}

/** The descriptor at byte `at` of `view`, checked against the heap. Throws fits.bad_descriptor. */
export function heapSlice(
  view: DataView,
  at: number,
  column: ColumnLayout,
  table: TableLayout,
  place: string,
): HeapSlice {
  if (column.repeat === 0) return { count: 0, offset: table.heapOffset, bytes: 0 };
  const long = column.descriptor === "Q";
  const count = long ? Number(view.getBigInt64(at)) : view.getInt32(at);
  const start = long ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4);
  const bytes = column.type === "X" ? Math.ceil(count / 8) : count * elementBytes[column.type];
  if (count === 0) return { count: 0, offset: table.heapOffset, bytes: 0 };
  if (count < 0 || start < 0 || table.heapOffset + start + bytes > table.heapEnd) {
    throw fitsError("bad_descriptor", `${place}: column ${column.name} points outside the heap of the table.`);
  }
  return { count, offset: table.heapOffset + start, bytes };
}
