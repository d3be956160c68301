import type { Quantize } from "../image-layout.ts";
import { DitherSequence } from "./dither.ts";

/** The stored integer that means exactly 0.0 with SUBTRACTIVE_DITHER_2. */
export const exactZero = -2_147_483_646;

/** How the integers of one tile stand for floats (FITS 4.0, §10.2). */
export interface Quantisation {
  method: Exclude<Quantize, "none">;
  scale: number;
  zero: number;
  /** The stored integer that means "no value". */
  blank: number | null;
  tile: number;
  zdither0: number;
}

/** Quantised integers of one tile to physical values (FITS 4.0, §10.2); `blank` becomes NaN. */
export function unquantise(stored: Int32Array, quantisation: Quantisation): Float64Array {
  const { method, scale, zero, blank, tile, zdither0 } = quantisation;
  const values = new Float64Array(stored.length);
  if (method === "NO_DITHER") {
    for (let i = 0; i < values.length; i++) values[i] = stored[i] === blank ? Number.NaN : stored[i] * scale + zero;
    return values;
  }
  const dither = new DitherSequence(tile, zdither0);
  const keepsZero = method === "SUBTRACTIVE_DITHER_2";
  for (let i = 0; i < values.length; i++) {
    const random = dither.next();
    if (stored[i] === blank) values[i] = Number.NaN;
    else if (keepsZero && stored[i] === exactZero) values[i] = 0;
    else values[i] = (stored[i] - random + 0.5) * scale + zero;
  }
  return values;
}
