import { upperHalf } from "./bits";

/** 2^52: added to a smaller float64 ≥ 0, it leaves the integer nearest to it, half to even, in the low bits. */
const rounding: f64 = 4503599627370496;
const levels = memory.data(16, 16);

/** Levels 0…255 of four floats; NaN becomes 0: pixels without a value are black. */
// @ts-ignore: decorator
@inline
function levelsOf(values: v128, least: v128, greatest: v128, scale: v128, offset: v128): v128 {
  const low = roundedLevels(f64x2.promote_low_f32x4(values), least, greatest, scale, offset);
  const high = roundedLevels(f64x2.promote_low_f32x4(upperHalf(values)), least, greatest, scale, offset);
  return v128.shuffle<u32>(low, high, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function roundedLevels(values: v128, least: v128, greatest: v128, scale: v128, offset: v128): v128 {
  const clipped = f64x2.pmin(f64x2.pmax(values, least), greatest);
  const exact = f64x2.sub(f64x2.mul(clipped, scale), offset);
  return f64x2.add(f64x2.pmin(f64x2.pmax(f64x2.splat(0), exact), f64x2.splat(255)), f64x2.splat(rounding));
}

/** Four levels, `at` bytes after the first, through the table. */
// @ts-ignore: decorator
@inline
function paint(table: usize, target: usize, at: usize): void {
  store<u8>(target + at, load<u8>(table + load<u8>(levels + at)));
  store<u8>(target + at + 1, load<u8>(table + load<u8>(levels + at + 1)));
  store<u8>(target + at + 2, load<u8>(table + load<u8>(levels + at + 2)));
  store<u8>(target + at + 3, load<u8>(table + load<u8>(levels + at + 3)));
}

/** Floats to bytes: linear from zmin to zmax in float64, rounded half to even, then through the 256 bytes at `table`. Rounds `count` up to 16. */
export function greyRow(row: usize, count: i32, zmin: f64, zmax: f64, table: usize, target: usize): void {
  const factor = 255 / (zmax - zmin);
  const scale = f64x2.splat(factor);
  const offset = f64x2.splat(factor * zmin);
  const least = f64x2.splat(zmin);
  const greatest = f64x2.splat(zmax);
  const end = row + ((<usize>count) << 2);
  for (; row < end; row += 64, target += 16) {
    const a = levelsOf(v128.load(row), least, greatest, scale, offset);
    const b = levelsOf(v128.load(row, 16), least, greatest, scale, offset);
    const c = levelsOf(v128.load(row, 32), least, greatest, scale, offset);
    const d = levelsOf(v128.load(row, 48), least, greatest, scale, offset);
    v128.store(levels, i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
    paint(table, target, 0);
    paint(table, target, 4);
    paint(table, target, 8);
    paint(table, target, 12);
  }
}

/** The same from float64. Rounds `count` up to 4. */
export function greyRowFloat64(row: usize, count: i32, zmin: f64, zmax: f64, table: usize, target: usize): void {
  const factor = 255 / (zmax - zmin);
  const scale = f64x2.splat(factor);
  const offset = f64x2.splat(factor * zmin);
  const least = f64x2.splat(zmin);
  const greatest = f64x2.splat(zmax);
  const end = row + ((<usize>count) << 3);
  for (; row < end; row += 32, target += 4) {
    const low = roundedLevels(v128.load(row), least, greatest, scale, offset);
    const high = roundedLevels(v128.load(row, 16), least, greatest, scale, offset);
    const four = v128.shuffle<u32>(low, high, 0, 2, 4, 6);
    const bytes = i16x8.narrow_i32x4_s(four, four);
    v128.store(levels, i8x16.narrow_i16x8_u(bytes, bytes));
    paint(table, target, 0);
  }
}
