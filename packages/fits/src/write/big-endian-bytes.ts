import type { NumberArray } from "../table.ts";

/** How FITS stores an array: unsigned types as signed ones shifted by `zero`. */
export interface StoredType {
  bitpix: 8 | 16 | 32 | 64 | -32 | -64;
  /** BZERO or TZERO; 0 where the stored values are the values. */
  zero: number;
}

export function storedType(values: NumberArray): StoredType {
  if (values instanceof Uint8Array) return { bitpix: 8, zero: 0 };
  if (values instanceof Int8Array) return { bitpix: 8, zero: -128 };
  if (values instanceof Int16Array) return { bitpix: 16, zero: 0 };
  if (values instanceof Uint16Array) return { bitpix: 16, zero: 2 ** 15 };
  if (values instanceof Int32Array) return { bitpix: 32, zero: 0 };
  if (values instanceof Uint32Array) return { bitpix: 32, zero: 2 ** 31 };
  if (values instanceof BigInt64Array) return { bitpix: 64, zero: 0 };
  if (values instanceof BigUint64Array) return { bitpix: 64, zero: 2 ** 63 };
  return { bitpix: values instanceof Float32Array ? -32 : -64, zero: 0 };
}

/** Stores value number `index` of an array, big-endian, at byte `at` of `view`. */
export function bigEndianPutter(values: NumberArray): (view: DataView, at: number, index: number) => void {
  const { bitpix, zero } = storedType(values);
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const shift = zero === 0 ? 0n : 2n ** 63n;
    return (view, at, index) => view.setBigInt64(at, values[index] - shift);
  }
  switch (bitpix) {
    case 8:
      return (view, at, index) => view.setUint8(at, values[index] - zero);
    case 16:
      return (view, at, index) => view.setInt16(at, values[index] - zero);
    case 32:
      return (view, at, index) => view.setInt32(at, values[index] - zero);
    case -32:
      return (view, at, index) => view.setFloat32(at, values[index]);
    default:
      return (view, at, index) => view.setFloat64(at, values[index]);
  }
}

/** The whole array as FITS stores it. */
export function bigEndianBytes(values: NumberArray): Uint8Array {
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  const put = bigEndianPutter(values);
  const step = values.BYTES_PER_ELEMENT;
  for (let i = 0; i < values.length; i++) put(view, i * step, i);
  return bytes;
}
