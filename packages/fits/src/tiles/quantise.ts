import { DitherSequence } from "./dither.ts";
import { tileNoise } from "./noise.ts";
import { exactZero } from "./unquantise.ts";

/** Written for pixels without a value (ZBLANK). */
export const nullInteger = -2_147_483_648;

/** cfitsio keeps this many of the lowest integers for special meanings, counted from −2147483647. */
const reserved = 10;
const largest = 2_147_483_647;

export interface QuantiseDither {
  method: "SUBTRACTIVE_DITHER_1" | "SUBTRACTIVE_DITHER_2";
  /** Number of the tile from 0, and the ZDITHER0 card. */
  tile: number;
  zdither0: number;
}

/** Integers q of one row: value = q · `scale` + `zero`; NaN is `nullInteger`. */
export interface QuantisedTile {
  integers: Int32Array;
  scale: number;
  zero: number;
  hasNulls: boolean;
}

/**
 * Quantises one row of pixels as cfitsio does for data without nulls (Pence et al. 2010, PASP 122, 1065): steps of σ/`level`
 * (σ/4 for 0, |level| itself when negative). NaN counts as the row's minimum and is stored as −2147483648.
 * Returns undefined where the row cannot be quantised without loss of range: no noise, one pixel, infinities, all NaN.
 */
export function quantiseTile(
  pixels: Float32Array | Float64Array,
  level: number,
  dither?: QuantiseDither,
): QuantisedTile | undefined {
  const { filled, hasNulls } = withoutNulls(pixels);
  if (pixels.length <= 1) return undefined;
  const { minimum, maximum, sigma } = tileNoise(filled);
  const scale = level < 0 ? -level : sigma / (level === 0 ? 4 : level);
  const span = filled instanceof Float32Array ? Math.fround(maximum - minimum) : maximum - minimum;
  if (scale === 0 || !(span / scale <= 2 * largest - reserved)) return undefined;
  const zero = zeroPoint(minimum, maximum, span, scale, dither);
  const integers = dither ? quantiseDithered(filled, scale, zero, dither) : quantisePlain(filled, scale, zero);
  if (hasNulls) for (let i = 0; i < pixels.length; i++) if (Number.isNaN(pixels[i])) integers[i] = nullInteger;
  return { integers, scale, zero, hasNulls };
}

function withoutNulls(pixels: Float32Array | Float64Array) {
  let minimum = Number.POSITIVE_INFINITY;
  let hasNulls = false;
  for (const value of pixels) {
    if (value < minimum) minimum = value;
    else if (Number.isNaN(value)) hasNulls = true;
  }
  return { hasNulls, filled: hasNulls ? pixels.map((value) => (Number.isNaN(value) ? minimum : value)) : pixels };
}

function zeroPoint(minimum: number, maximum: number, span: number, scale: number, dither?: QuantiseDither): number {
  if (dither?.method === "SUBTRACTIVE_DITHER_2") return minimum - scale * (reserved - largest);
  // A multiple of the step, so that packing again gives the same integers.
  if (span / scale < largest - reserved) return Math.trunc(minimum / scale + 0.5) * scale;
  return (minimum + maximum) / 2;
}

function nearestInteger(value: number): number {
  return value >= 0 ? Math.trunc(value + 0.5) : Math.trunc(value - 0.5);
}

function quantisePlain(pixels: Float32Array | Float64Array, scale: number, zero: number): Int32Array {
  const integers = new Int32Array(pixels.length);
  for (let i = 0; i < integers.length; i++) integers[i] = nearestInteger((pixels[i] - zero) / scale);
  return integers;
}

function quantiseDithered(
  pixels: Float32Array | Float64Array,
  scale: number,
  zero: number,
  { method, tile, zdither0 }: QuantiseDither,
): Int32Array {
  const integers = new Int32Array(pixels.length);
  const sequence = new DitherSequence(tile, zdither0);
  for (let i = 0; i < integers.length; i++) {
    const random = sequence.next();
    const keepsZero = method === "SUBTRACTIVE_DITHER_2" && pixels[i] === 0;
    integers[i] = keepsZero ? exactZero : nearestInteger((pixels[i] - zero) / scale + random - 0.5);
  }
  return integers;
}
