import { joinLowerHalves, upperHalf } from "./bits";

const tableSize = 10000;

// @ts-ignore: decorator
@inline
function toFloat32(low: v128, high: v128): v128 {
  return joinLowerHalves(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high));
}

/** stored·scale + zero, four at a time (`count` is rounded up to four); `blank` becomes NaN when `hasBlank`. */
export function unquantise(source: usize, count: i32, target: usize, scale: f64, zero: f64, blank: i32, hasBlank: bool): void {
  const scales = f64x2.splat(scale);
  const zeros = f64x2.splat(zero);
  const blanks = i32x4.splat(blank);
  const checked = i32x4.splat(hasBlank ? -1 : 0);
  const end = source + ((<usize>count) << 2);
  for (; source < end; source += 16, target += 16) {
    const stored = v128.load(source);
    const low = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(stored), scales), zeros);
    const high = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(upperHalf(stored)), scales), zeros);
    v128.store(target, v128.or(toFloat32(low, high), v128.and(checked, i32x4.eq(stored, blanks))));
  }
}

/**
 * (stored − random + 0.5)·scale + zero, walking the table of 10000 floats at `random` from the entry that `seed` chooses
 * (FITS 4.0, §10.2.1). With `keepsZero` the integer −2147483646 is exactly 0. `count` is not rounded up.
 */
export function undither(
  source: usize,
  count: i32,
  target: usize,
  scale: f64,
  zero: f64,
  blank: i32,
  hasBlank: bool,
  keepsZero: bool,
  random: usize,
  seed: i32,
): void {
  const scales = f64x2.splat(scale);
  const zeros = f64x2.splat(zero);
  const half = f64x2.splat(0.5);
  const blanks = i32x4.splat(blank);
  const checked = i32x4.splat(hasBlank ? -1 : 0);
  const exactZeros = i32x4.splat(-2147483646);
  const kept = i32x4.splat(keepsZero ? -1 : 0);
  let index = <i32>(load<f32>(random + (seed << 2)) * 500);
  while (count > 0) {
    const run = min(count, tableSize - index);
    let table = random + (index << 2);
    let i = 0;
    for (; i + 4 <= run; i += 4, source += 16, target += 16, table += 16) {
      const stored = v128.load(source);
      const offsets = v128.load(table);
      const low = f64x2.add(f64x2.sub(f64x2.convert_low_i32x4_s(stored), f64x2.promote_low_f32x4(offsets)), half);
      const high = f64x2.add(f64x2.sub(f64x2.convert_low_i32x4_s(upperHalf(stored)), f64x2.promote_low_f32x4(upperHalf(offsets))), half);
      const values = toFloat32(f64x2.add(f64x2.mul(low, scales), zeros), f64x2.add(f64x2.mul(high, scales), zeros));
      const withZeros = v128.andnot(values, v128.and(kept, i32x4.eq(stored, exactZeros)));
      v128.store(target, v128.or(withZeros, v128.and(checked, i32x4.eq(stored, blanks))));
    }
    for (; i < run; i++, source += 4, target += 4, table += 4) {
      const stored = load<i32>(source);
      let value = <f32>((<f64>stored - <f64>load<f32>(table) + 0.5) * scale + zero);
      if (keepsZero && stored == -2147483646) value = 0;
      if (hasBlank && stored == blank) value = NaN;
      store<f32>(target, value);
    }
    count -= run;
    index += run;
    if (index == tableSize) {
      seed = (seed + 1) % tableSize;
      index = <i32>(load<f32>(random + (seed << 2)) * 500);
    }
  }
}
