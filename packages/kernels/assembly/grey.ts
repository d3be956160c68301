import { upperHalf } from "./bits";

// @ts-ignore: decorator
@inline
function levels(values: v128, least: v128, greatest: v128, scale: v128, offset: v128): v128 {
  const clipped = f64x2.pmin(f64x2.pmax(values, least), greatest);
  const rounded = f64x2.nearest(f64x2.sub(f64x2.mul(clipped, scale), offset));
  // NaN becomes 0: pixels without a value are black.
  return i32x4.min_s(i32x4.max_s(i32x4.trunc_sat_f64x2_s_zero(rounded), i32x4.splat(0)), i32x4.splat(255));
}

/** Floats to bytes: linear from zmin to zmax in float64, rounded half to even, then through the 256 bytes at `table`. Rounds `count` up to four. */
export function greyRow(row: usize, count: i32, zmin: f64, zmax: f64, table: usize, target: usize): void {
  const scale = 255 / (zmax - zmin);
  const scales = f64x2.splat(scale);
  const offsets = f64x2.splat(scale * zmin);
  const least = f64x2.splat(zmin);
  const greatest = f64x2.splat(zmax);
  const end = row + ((<usize>count) << 2);
  for (; row < end; row += 16, target += 4) {
    const values = v128.load(row);
    const low = levels(f64x2.promote_low_f32x4(values), least, greatest, scales, offsets);
    const high = levels(f64x2.promote_low_f32x4(upperHalf(values)), least, greatest, scales, offsets);
    store<u8>(target, load<u8>(table + i32x4.extract_lane(low, 0)));
    store<u8>(target, load<u8>(table + i32x4.extract_lane(low, 1)), 1);
    store<u8>(target, load<u8>(table + i32x4.extract_lane(high, 0)), 2);
    store<u8>(target, load<u8>(table + i32x4.extract_lane(high, 1)), 3);
  }
}
