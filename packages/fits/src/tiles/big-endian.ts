import type { Bitpix, ImageLayout } from "../image-layout.ts";
import { isFloat32Image } from "./float32-image.ts";

const readers: Record<Bitpix, (view: DataView, offset: number) => number> = {
  8: (view, offset) => view.getUint8(offset),
  16: (view, offset) => view.getInt16(offset),
  32: (view, offset) => view.getInt32(offset),
  64: (view, offset) => Number(view.getBigInt64(offset)),
  [-32]: (view, offset) => view.getFloat32(offset),
  [-64]: (view, offset) => view.getFloat64(offset),
};

/** Big-endian numbers as FITS stores them; `bytes` holds a whole number of them. 64-bit integers are rounded to float64. */
export function bigEndianNumbers(bytes: Uint8Array, bitpix: Bitpix): Float64Array {
  const size = Math.abs(bitpix) / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[bitpix];
  const values = new Float64Array(Math.floor(bytes.length / size));
  for (let i = 0; i < values.length; i++) values[i] = read(view, i * size);
  return values;
}

/**
 * Big-endian stored pixels to physical values, BZERO + BSCALE·stored; BLANK becomes NaN (integers only).
 * Float32 images and scaled ones of up to 16 bits have float32 precision where that holds their steps (`isFloat32Image`). 64-bit integers are exact up to the rounding to float64.
 */
export function physicalPixels(
  bytes: Uint8Array,
  layout: Pick<ImageLayout, "bitpix" | "bscale" | "bzero" | "blank">,
): Float64Array {
  if (layout.bitpix === 64) return physicalInt64(bytes, layout);
  return scaleStored(
    bigEndianNumbers(bytes, layout.bitpix),
    layout,
    layout.blank === null ? null : Number(layout.blank),
  );
}

/** Stored numbers to physical values, in place. */
export function scaleStored(
  stored: Float64Array,
  { bitpix, bscale, bzero }: Pick<ImageLayout, "bitpix" | "bscale" | "bzero">,
  blank: number | null,
): Float64Array {
  const nullValue = bitpix > 0 ? blank : null;
  if (bscale === 1 && bzero === 0 && nullValue === null) return stored;
  for (let i = 0; i < stored.length; i++) stored[i] = stored[i] === nullValue ? Number.NaN : bzero + bscale * stored[i];
  return isFloat32Image({ bitpix, bscale, bzero }) ? roundToFloat32(stored) : stored;
}

/** Rounds every value to float32 precision, in place. */
export function roundToFloat32(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = Math.fround(values[i]);
  return values;
}

function physicalInt64(
  bytes: Uint8Array,
  { bscale, bzero, blank }: Pick<ImageLayout, "bscale" | "bzero" | "blank">,
): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(Math.floor(bytes.length / 8));
  const nullValue = blank === null ? null : BigInt(blank);
  const offset = bscale === 1 && Number.isInteger(bzero) ? BigInt(bzero) : null;
  for (let i = 0; i < values.length; i++) {
    const stored = view.getBigInt64(i * 8);
    if (stored === nullValue) values[i] = Number.NaN;
    else values[i] = offset === null ? bzero + bscale * Number(stored) : Number(stored + offset);
  }
  return values;
}
