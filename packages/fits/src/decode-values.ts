import type { NumberArray } from "./table.ts";
import type { BinaryType, ColumnLayout } from "./table-layout.ts";

type NumericType = Exclude<BinaryType, "L" | "X" | "A">;

type Meaning = Pick<ColumnLayout, "type" | "scale" | "zero" | "nullValue">;

/** Numbers of one column and which of them are null. */
export interface NumericValues {
  data: NumberArray;
  nulls: Uint8Array | null;
  /** Stores the big-endian value at byte `at` of `view` as number `index`; a complex one as two. */
  put(view: DataView, at: number, index: number): void;
}

/** TZERO that makes a signed integer type unsigned, or bytes signed (FITS 4.0, §5.2.5). */
const otherSign: Partial<Record<NumericType, number>> = { B: -128, I: 2 ** 15, J: 2 ** 31, K: 2 ** 63 };

/** Room for `count` values of a column. Scaled values become float64, in which null is NaN. */
export function numericValues(column: Meaning, count: number): NumericValues {
  const type = column.type as NumericType;
  const scaled = column.scale !== 1 || column.zero !== 0;
  if (type === "K")
    return column.scale === 1 && (!scaled || column.zero === 2 ** 63)
      ? longs(column, count)
      : scaledValues(column, count);
  const flipped = column.scale === 1 && column.zero === otherSign[type];
  if (scaled && !flipped) return scaledValues(column, count);
  const values: NumericValues = { data: emptyArray(type, flipped, count), nulls: null, put };
  const data = values.data as Float64Array;
  const nullValue = column.nullValue === null ? null : Number(column.nullValue);
  const step = type === "C" || type === "M" ? 2 : 1;
  function put(view: DataView, at: number, index: number): void {
    for (let part = 0; part < step; part++) {
      const value = stored(view, type, at + part * (type === "C" ? 4 : 8));
      if (value === nullValue && isInteger(type)) markNull(values, index);
      data[index * step + part] = flipped ? value + column.zero : value;
    }
  }
  return values;
}

function longs(column: Meaning, count: number): NumericValues {
  const unsigned = column.zero !== 0;
  const data = unsigned ? new BigUint64Array(count) : new BigInt64Array(count);
  const values: NumericValues = { data, nulls: null, put };
  function put(view: DataView, at: number, index: number): void {
    const value = view.getBigInt64(at);
    if (value === column.nullValue) markNull(values, index);
    data[index] = unsigned ? value + 2n ** 63n : value;
  }
  return values;
}

function scaledValues(column: Meaning, count: number): NumericValues {
  const type = column.type as NumericType;
  const step = type === "C" || type === "M" ? 2 : 1;
  const data = new Float64Array(count * step);
  const nullValue = column.nullValue === null ? null : Number(column.nullValue);
  function put(view: DataView, at: number, index: number): void {
    for (let part = 0; part < step; part++) {
      const value = stored(view, type, at + part * (type === "C" ? 4 : 8));
      const isNull = isInteger(type) && value === nullValue;
      // A complex zero point is real: it shifts the first of the pair only.
      data[index * step + part] = isNull ? Number.NaN : value * column.scale + (part === 0 ? column.zero : 0);
    }
  }
  return { data, nulls: null, put };
}

function markNull(values: NumericValues, index: number): void {
  values.nulls ??= new Uint8Array(values.data.length);
  values.nulls[index] = 1;
}

function isInteger(type: NumericType): boolean {
  return type === "B" || type === "I" || type === "J" || type === "K";
}

function stored(view: DataView, type: NumericType, at: number): number {
  switch (type) {
    case "B":
      return view.getUint8(at);
    case "I":
      return view.getInt16(at);
    case "J":
      return view.getInt32(at);
    case "K":
      return Number(view.getBigInt64(at));
    case "E":
    case "C":
      return view.getFloat32(at);
    default:
      return view.getFloat64(at);
  }
}

function emptyArray(type: NumericType, flipped: boolean, count: number): NumberArray {
  switch (type) {
    case "B":
      return flipped ? new Int8Array(count) : new Uint8Array(count);
    case "I":
      return flipped ? new Uint16Array(count) : new Int16Array(count);
    case "J":
      return flipped ? new Uint32Array(count) : new Int32Array(count);
    case "E":
      return new Float32Array(count);
    case "C":
      return new Float32Array(2 * count);
    default:
      return new Float64Array(type === "M" ? 2 * count : count);
  }
}

/** `count` bits from byte `at`, the most significant first. */
export function bits(view: DataView, at: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, bit) => (view.getUint8(at + (bit >> 3)) & (0x80 >> (bit & 7))) !== 0);
}

/** `count` logicals from byte `at`; anything but "T" is false. */
export function logicals(view: DataView, at: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, index) => view.getUint8(at + index) === 0x54);
}

/** A string ends at the first NUL; blanks at its end mean nothing. Bytes beyond ASCII are read as Latin-1. */
export function characters(view: DataView, at: number, count: number): string {
  const text = Buffer.from(view.buffer, view.byteOffset + at, count).toString("latin1");
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}
