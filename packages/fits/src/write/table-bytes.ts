import { type Card, valueCard } from "../card.ts";
import { fitsError } from "../fits-error.ts";
import { bigEndianPutter, storedType } from "./big-endian-bytes.ts";
import type { NewColumn, NewTable } from "./new-hdu.ts";

const codes: Record<number, string> = { 8: "B", 16: "I", 32: "J", 64: "K", [-32]: "E", [-64]: "D" };

interface ColumnWriter {
  column: NewColumn;
  code: string;
  /** Values and bytes a row. */
  width: number;
  bytes: number;
  rows: number;
  zero: number;
  put(view: DataView, at: number, row: number): void;
}

/** The cards of a binary table, without those the caller adds, and its rows. */
export function tableBytes(table: NewTable): { cards: Card[]; data: Uint8Array } {
  const writers = table.columns.map(columnWriter);
  const rows = writers[0]?.rows ?? 0;
  if (writers.some((writer) => writer.rows !== rows)) {
    throw fitsError("not_writable", `The columns of the table ${table.name} differ in length.`);
  }
  const rowBytes = writers.reduce((sum, writer) => sum + writer.bytes, 0);
  const view = new DataView(new ArrayBuffer(rows * rowBytes));
  let offset = 0;
  for (const writer of writers) {
    for (let row = 0; row < rows; row++) writer.put(view, row * rowBytes + offset, row);
    offset += writer.bytes;
  }
  const cards = [
    valueCard("XTENSION", "BINTABLE", "binary table extension"),
    valueCard("BITPIX", 8, "array data type"),
    valueCard("NAXIS", 2, "number of array dimensions"),
    valueCard("NAXIS1", rowBytes, "width of table in bytes"),
    valueCard("NAXIS2", rows, "number of rows in table"),
    valueCard("PCOUNT", 0, "number of group parameters"),
    valueCard("GCOUNT", 1, "number of groups"),
    valueCard("TFIELDS", writers.length, "number of fields in each row"),
    ...writers.flatMap((writer, index) => columnCards(writer, index + 1)),
  ];
  return { cards, data: new Uint8Array(view.buffer) };
}

function columnCards({ column, code, width, zero }: ColumnWriter, field: number): Card[] {
  const cards = [valueCard(`TTYPE${field}`, column.name), valueCard(`TFORM${field}`, `${width}${code}`)];
  if (column.unit) cards.push(valueCard(`TUNIT${field}`, column.unit));
  if (zero !== 0)
    cards.push(valueCard(`TSCAL${field}`, 1), valueCard(`TZERO${field}`, zero === 2 ** 63 ? 2n ** 63n : zero));
  return cards;
}

function columnWriter(column: NewColumn): ColumnWriter {
  const { data, width = 1 } = column;
  if (!Array.isArray(data)) {
    const putValue = bigEndianPutter(data);
    const { bitpix, zero } = storedType(data);
    const step = data.BYTES_PER_ELEMENT;
    const put = (view: DataView, at: number, row: number) => {
      for (let i = 0; i < width; i++) putValue(view, at + i * step, row * width + i);
    };
    return { column, code: codes[bitpix], width, bytes: width * step, rows: data.length / width, zero, put };
  }
  if (data.every((value) => typeof value === "boolean")) {
    const put = (view: DataView, at: number, row: number) => {
      for (let i = 0; i < width; i++) view.setUint8(at + i, data[row * width + i] ? 0x54 : 0x46);
    };
    return { column, code: "L", width, bytes: width, rows: data.length / width, zero: 0, put };
  }
  const texts = data.map((value) => Buffer.from(String(value).replace(/[^ -~]/g, "?"), "latin1"));
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 1);
  const put = (view: DataView, at: number, row: number) => {
    for (let i = 0; i < longest; i++) view.setUint8(at + i, texts[row][i] ?? 0x20);
  };
  return { column, code: "A", width: longest, bytes: longest, rows: texts.length, zero: 0, put };
}
