import { fitsError } from "../fits-error.ts";
import type { NumberArray } from "../table.ts";
import { bigEndianBytes, bigEndianPutter, storedType } from "./big-endian-bytes.ts";
import type { NewColumn } from "./new-hdu.ts";

const codes: Record<number, string> = { 8: "B", 16: "I", 32: "J", 64: "K", [-32]: "E", [-64]: "D" };
const complexCodes: Record<number, string> = { [-32]: "C", [-64]: "M" };

/** Puts the cells of one column into the rows of a table. */
export interface ColumnWriter {
  column: NewColumn;
  /** TFORM. */
  format: string;
  /** Bytes a row. */
  bytes: number;
  rows: number;
  /** TZERO. */
  zero: number;
  put(view: DataView, at: number, row: number): void;
  /** The values of a column of variable length, one piece a row. */
  heap?: Uint8Array[];
}

/** Throws fits.not_writable where the data are no column. */
export function columnWriter(column: NewColumn): ColumnWriter {
  const writer = isVariable(column) ? variableWriter(column) : fixedWriter(column);
  if (!Number.isInteger(writer.rows)) {
    throw fitsError("not_writable", `The column ${column.name} does not have whole rows of ${column.width} values.`);
  }
  return writer;
}

function isVariable({ data, variable }: NewColumn): boolean {
  return variable ?? (Array.isArray(data) && typeof data[0] === "object");
}

function fixedWriter(column: NewColumn): ColumnWriter {
  const { data, width = 1 } = column;
  if (!Array.isArray(data)) return numberWriter(column, data);
  if (data.every((value) => typeof value === "boolean")) {
    return column.kind === "bits" ? bitWriter(column, data, width) : logicalWriter(column, data, width);
  }
  const texts = data.map((value) => asciiBytes(String(value)));
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 1);
  const put = (view: DataView, at: number, row: number) => {
    for (let i = 0; i < longest; i++) view.setUint8(at + i, texts[row][i] ?? 0x20);
  };
  return { column, format: `${longest}A`, bytes: longest, rows: texts.length, zero: 0, put };
}

function numberWriter(column: NewColumn, data: NumberArray): ColumnWriter {
  const { width = 1 } = column;
  const { code, zero, parts } = elementOf(column, data);
  const putValue = bigEndianPutter(data);
  const step = data.BYTES_PER_ELEMENT;
  const values = width * parts;
  const put = (view: DataView, at: number, row: number) => {
    for (let i = 0; i < values; i++) putValue(view, at + i * step, row * values + i);
  };
  return { column, format: `${width}${code}`, bytes: values * step, rows: data.length / values, zero, put };
}

function logicalWriter(column: NewColumn, data: boolean[], width: number): ColumnWriter {
  const put = (view: DataView, at: number, row: number) => {
    for (let i = 0; i < width; i++) view.setUint8(at + i, data[row * width + i] ? 0x54 : 0x46);
  };
  return { column, format: `${width}L`, bytes: width, rows: data.length / width, zero: 0, put };
}

function bitWriter(column: NewColumn, data: boolean[], width: number): ColumnWriter {
  const bytes = Math.ceil(width / 8);
  const put = (view: DataView, at: number, row: number) => {
    const packed = packBits(data.slice(row * width, (row + 1) * width));
    for (let i = 0; i < bytes; i++) view.setUint8(at + i, packed[i]);
  };
  return { column, format: `${width}X`, bytes, rows: data.length / width, zero: 0, put };
}

/** Descriptors of two 32-bit integers (P); the heap is put together by the table. */
function variableWriter(column: NewColumn): ColumnWriter {
  const cells = [...column.data] as (NumberArray | string | boolean[])[];
  const heap = cells.map((cell) => cellBytes(column, cell));
  const element = cells.length === 0 ? { code: "B", zero: 0, parts: 1 } : variableElement(column, cells);
  const counts = cells.map((cell) => cell.length / element.parts);
  const starts: number[] = [];
  let size = 0;
  for (const piece of heap) {
    starts.push(size);
    size += piece.length;
  }
  const put = (view: DataView, at: number, row: number) => {
    view.setInt32(at, counts[row]);
    view.setInt32(at + 4, starts[row]);
  };
  const longest = counts.reduce((most, count) => Math.max(most, count), 0);
  const format = `1P${element.code}(${longest})`;
  return { column, format, bytes: 8, rows: cells.length, zero: element.zero, put, heap };
}

function variableElement(column: NewColumn, cells: (NumberArray | string | boolean[])[]) {
  const elements = cells.map((cell) => {
    if (typeof cell === "string") return { code: "A", zero: 0, parts: 1 };
    if (Array.isArray(cell)) return { code: column.kind === "bits" ? "X" : "L", zero: 0, parts: 1 };
    return elementOf(column, cell);
  });
  const [first] = elements;
  if (elements.some(({ code, zero }) => code !== first.code || zero !== first.zero)) {
    throw fitsError("not_writable", `The cells of the column ${column.name} differ in type.`);
  }
  return first;
}

function elementOf(column: NewColumn, data: NumberArray): { code: string; zero: number; parts: number } {
  const { bitpix, zero } = storedType(data);
  if (column.kind !== "complex") return { code: codes[bitpix], zero, parts: 1 };
  if (bitpix > 0) throw fitsError("not_writable", `The column ${column.name} of complex numbers is not of floats.`);
  return { code: complexCodes[bitpix], zero, parts: 2 };
}

function cellBytes(column: NewColumn, cell: NumberArray | string | boolean[]): Uint8Array {
  if (typeof cell === "string") return asciiBytes(cell);
  if (!Array.isArray(cell)) return bigEndianBytes(cell);
  return column.kind === "bits" ? packBits(cell) : Uint8Array.from(cell, (value) => (value ? 0x54 : 0x46));
}

function packBits(values: boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (const [i, value] of values.entries()) if (value) bytes[i >> 3] |= 0x80 >> (i & 7);
  return bytes;
}

function asciiBytes(text: string): Uint8Array {
  return Buffer.from(text.replace(/[^ -~]/g, "?"), "latin1");
}
