import { joinLowerHalves, upperHalf } from "./bits";
import { rowMaximum, rowMinimum, rowNoise } from "./noise";
import { rowMaximumFloat64, rowMinimumFloat64, rowNoiseFloat64 } from "./noise-float64";
import { riceEncode } from "./rice-encode";

const largest: f64 = 2147483647;
const reserved: f64 = 10;
/** Float64 beyond this might overflow in the differences. */
const largestExact: f64 = 1e300;

/** ZSCALE and ZZERO of the last tile, and whether it holds nulls. */
export let tileScale: f64 = 0;
export let tileZero: f64 = 0;
export let tileHasNulls: bool = false;

/** True when one of `count` floats is NaN; the row may be read up to the next vector. */
function hasNaN(row: usize, count: i32): bool {
  let missing = i32x4.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const values = v128.load(row + (i << 2));
    missing = v128.or(missing, f32x4.ne(values, values));
  }
  if (v128.any_true(missing)) return true;
  for (; i < count; i++) if (isNaN(load<f32>(row + (i << 2)))) return true;
  return false;
}

/** Copies a row with its least number in the place of every NaN. */
function fillNaN(row: usize, count: i32, filled: usize): void {
  let least: f32 = Infinity;
  for (let i = 0; i < count; i++) {
    const value = load<f32>(row + (i << 2));
    if (value < least) least = value;
  }
  for (let i = 0; i < count; i++) {
    const value = load<f32>(row + (i << 2));
    store<f32>(filled + (i << 2), isNaN(value) ? least : value);
  }
}

/** (value − zero)/scale to the nearest integer, ties away from zero; rounds `count` up to four. */
function quantise(row: usize, count: i32, zero: f64, scale: f64, integers: usize): void {
  const zeros = f64x2.splat(zero);
  const scales = f64x2.splat(scale);
  const sign = f64x2.splat(-0.0);
  const half = f64x2.splat(0.5);
  const end = row + ((<usize>count) << 2);
  for (; row < end; row += 16, integers += 16) {
    const values = v128.load(row);
    const low = f64x2.div(f64x2.sub(f64x2.promote_low_f32x4(values), zeros), scales);
    const high = f64x2.div(f64x2.sub(f64x2.promote_low_f32x4(upperHalf(values)), zeros), scales);
    const lowRounded = f64x2.add(low, v128.or(v128.and(low, sign), half));
    const highRounded = f64x2.add(high, v128.or(v128.and(high, sign), half));
    v128.store(
      integers,
      joinLowerHalves(i32x4.trunc_sat_f64x2_s_zero(lowRounded), i32x4.trunc_sat_f64x2_s_zero(highRounded)),
    );
  }
}

/**
 * Quantises one row of `count` floats with steps of noise/`level` and writes it as RICE_1 to `target` (4.25 bytes a pixel and 64 free);
 * the integers stay at `integers` (room for `count` + 4). `scratch`: five rows and 32 bytes each.
 * Answers the bytes written, or −1 when the row cannot be quantised. Twin: `quantiseTile` and `riceEncode` of the fits package.
 */
export function encodeRow(row: usize, count: i32, level: f64, scratch: usize, integers: usize, target: usize): i32 {
  tileHasNulls = hasNaN(row, count);
  let filled = row;
  if (tileHasNulls) {
    filled = scratch;
    scratch += ((<usize>count) << 2) + 32;
    fillNaN(row, count, filled);
  }
  const sigma = rowNoise(filled, count, scratch);
  tileScale = level < 0 ? -level : sigma / (level == 0 ? 4 : level);
  const steps = <f64>(rowMaximum - rowMinimum) / tileScale;
  if (count <= 1 || tileScale == 0 || !(steps <= 2 * largest - reserved)) return -1;
  const least = <f64>rowMinimum;
  if (steps < largest - reserved) tileZero = trunc(least / tileScale + 0.5) * tileScale;
  else tileZero = (least + <f64>rowMaximum) / 2;
  quantise(filled, count, tileZero, tileScale, integers);
  if (tileHasNulls) {
    for (let i = 0; i < count; i++) if (isNaN(load<f32>(row + (i << 2)))) store<i32>(integers + (i << 2), i32.MIN_VALUE);
  }
  return riceEncode(integers, count, target);
}

/** (value − zero)/scale to the nearest integer, ties away from zero; rounds `count` up to two. */
function quantiseFloat64(row: usize, count: i32, zero: f64, scale: f64, integers: usize): void {
  const zeros = f64x2.splat(zero);
  const scales = f64x2.splat(scale);
  const sign = f64x2.splat(-0.0);
  const half = f64x2.splat(0.5);
  const end = row + ((<usize>count) << 3);
  for (; row < end; row += 16, integers += 8) {
    const steps = f64x2.div(f64x2.sub(v128.load(row), zeros), scales);
    const rounded = f64x2.add(steps, v128.or(v128.and(steps, sign), half));
    v128.store64_lane(integers, i32x4.trunc_sat_f64x2_s_zero(rounded), 0);
  }
}

/** True when one of `count` float64 is NaN. */
function hasNaNFloat64(row: usize, count: i32): bool {
  let missing = i64x2.splat(0);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const values = v128.load(row + (i << 3));
    missing = v128.or(missing, f64x2.ne(values, values));
  }
  return v128.any_true(missing) || (i < count && isNaN(load<f64>(row + (i << 3))));
}

/** Copies a row with its least number in the place of every NaN. */
function fillNaNFloat64(row: usize, count: i32, filled: usize): void {
  let least: f64 = Infinity;
  for (let i = 0; i < count; i++) {
    const value = load<f64>(row + (i << 3));
    if (value < least) least = value;
  }
  for (let i = 0; i < count; i++) {
    const value = load<f64>(row + (i << 3));
    store<f64>(filled + (i << 3), isNaN(value) ? least : value);
  }
}

/**
 * `encodeRow` for float64, with the same globals. `scratch`: five rows of float64 and 16 bytes each. Answers −1 as well for values beyond 1e300,
 * which may be quantisable: the caller asks the twin then.
 */
export function encodeRowFloat64(row: usize, count: i32, level: f64, scratch: usize, integers: usize, target: usize): i32 {
  tileHasNulls = hasNaNFloat64(row, count);
  let filled = row;
  if (tileHasNulls) {
    filled = scratch;
    scratch += ((<usize>count) << 3) + 16;
    fillNaNFloat64(row, count, filled);
  }
  const sigma = rowNoiseFloat64(filled, count, scratch);
  if (!(rowMinimumFloat64 > -largestExact && rowMaximumFloat64 < largestExact)) return -1;
  tileScale = level < 0 ? -level : sigma / (level == 0 ? 4 : level);
  const steps = (rowMaximumFloat64 - rowMinimumFloat64) / tileScale;
  if (count <= 1 || tileScale == 0 || !(steps <= 2 * largest - reserved)) return -1;
  if (steps < largest - reserved) tileZero = trunc(rowMinimumFloat64 / tileScale + 0.5) * tileScale;
  else tileZero = (rowMinimumFloat64 + rowMaximumFloat64) / 2;
  quantiseFloat64(filled, count, tileZero, tileScale, integers);
  if (tileHasNulls) {
    for (let i = 0; i < count; i++) if (isNaN(load<f64>(row + (i << 3)))) store<i32>(integers + (i << 2), i32.MIN_VALUE);
  }
  return riceEncode(integers, count, target);
}
