import { type Card, valueCard } from "../card.ts";
import { fitsError } from "../fits-error.ts";
import { type ColumnWriter, columnWriter } from "./column-writer.ts";
import type { NewTable } from "./new-hdu.ts";

/** What 32-bit descriptors reach. */
const largestHeap = 2 ** 31 - 1;

/** The cards of a binary table, without those the caller adds, its rows, and the heap behind them. */
export function tableBytes(table: NewTable): { cards: Card[]; data: Uint8Array } {
  const writers = table.columns.map(columnWriter);
  const rows = writers[0]?.rows ?? 0;
  if (writers.some((writer) => writer.rows !== rows)) {
    throw fitsError("not_writable", `The columns of the table ${table.name} differ in length.`);
  }
  const rowBytes = writers.reduce((sum, writer) => sum + writer.bytes, 0);
  const heapBytes = heapSize(writers);
  if (heapBytes > largestHeap) throw fitsError("too_large", `The table ${table.name} is larger than 2 GiB.`);
  const data = new Uint8Array(rows * rowBytes + heapBytes);
  const view = new DataView(data.buffer);
  let offset = 0;
  let heapStart = 0;
  for (const writer of writers) {
    for (let row = 0; row < rows; row++) {
      const at = row * rowBytes + offset;
      writer.put(view, at, row);
      if (writer.heap) view.setInt32(at + 4, view.getInt32(at + 4) + heapStart);
    }
    for (const piece of writer.heap ?? []) {
      data.set(piece, rows * rowBytes + heapStart);
      heapStart += piece.length;
    }
    offset += writer.bytes;
  }
  const cards = [
    valueCard("XTENSION", "BINTABLE", "binary table extension"),
    valueCard("BITPIX", 8, "array data type"),
    valueCard("NAXIS", 2, "number of array dimensions"),
    valueCard("NAXIS1", rowBytes, "width of table in bytes"),
    valueCard("NAXIS2", rows, "number of rows in table"),
    valueCard("PCOUNT", heapBytes, "number of group parameters"),
    valueCard("GCOUNT", 1, "number of groups"),
    valueCard("TFIELDS", writers.length, "number of fields in each row"),
    ...writers.flatMap((writer, index) => columnCards(writer, index + 1)),
  ];
  return { cards, data };
}

function heapSize(writers: ColumnWriter[]): number {
  let size = 0;
  for (const { heap } of writers) for (const piece of heap ?? []) size += piece.length;
  return size;
}

function columnCards({ column, format, zero }: ColumnWriter, field: number): Card[] {
  const cards = [valueCard(`TTYPE${field}`, column.name), valueCard(`TFORM${field}`, format)];
  if (column.unit) cards.push(valueCard(`TUNIT${field}`, column.unit));
  if (column.dimensions) cards.push(valueCard(`TDIM${field}`, `(${column.dimensions.join(",")})`));
  if (column.nullValue !== undefined) cards.push(valueCard(`TNULL${field}`, stored(column.nullValue, zero)));
  if (zero !== 0) {
    cards.push(valueCard(`TSCAL${field}`, 1), valueCard(`TZERO${field}`, zero === 2 ** 63 ? 2n ** 63n : zero));
  }
  return cards;
}

/** TNULL is that of the integers as they are stored. */
function stored(value: number | bigint, zero: number): number | bigint {
  return zero === 0 ? value : BigInt(value) - BigInt(zero);
}
