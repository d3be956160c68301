import { joinLowerHalves, upperHalf } from "./bits";

/**
 * Sum of `count` planes (first at `source`, `stride` bytes apart) at `pixels` float32, a multiple of four, added in the order of the
 * planes in float32. NaN counts as 0, so a pixel without any value is 0.
 */
export function sumPlanes(source: usize, stride: usize, count: i32, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 2);
  for (; source < end; source += 16, target += 16) {
    let sum = f32x4.splat(0);
    let p = source;
    for (let k = 0; k < count; k++, p += stride) {
      const values = v128.load(p);
      sum = f32x4.add(sum, v128.and(values, f32x4.eq(values, values)));
    }
    v128.store(target, sum);
  }
}

/** How many of the first `pixels` places lack a number in at least one of the planes. */
export function countIncomplete(source: usize, stride: usize, count: i32, pixels: i32): i32 {
  const whole = source + (<usize>(pixels & ~3) << 2);
  let incomplete = 0;
  for (; source < whole; source += 16) incomplete += popcnt<i32>(i32x4.bitmask(missingIn(source, stride, count)));
  if ((pixels & 3) == 0) return incomplete;
  return incomplete + popcnt<i32>(i32x4.bitmask(missingIn(source, stride, count)) & ((1 << (pixels & 3)) - 1));
}

// @ts-ignore: decorator
@inline
function missingIn(source: usize, stride: usize, count: i32): v128 {
  let missing = i32x4.splat(0);
  for (let k = 0; k < count; k++, source += stride) {
    const values = v128.load(source);
    missing = v128.or(missing, f32x4.ne(values, values));
  }
  return missing;
}

/** Mean of the planes, added in float64 in their order and rounded once; any NaN gives NaN. */
export function meanOfPlanes(source: usize, stride: usize, count: i32, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 2);
  const divisor = f64x2.splat(<f64>count);
  for (; source < end; source += 16, target += 16) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let p = source;
    for (let k = 0; k < count; k++, p += stride) {
      const values = v128.load(p);
      low = f64x2.add(low, f64x2.promote_low_f32x4(values));
      high = f64x2.add(high, f64x2.promote_low_f32x4(upperHalf(values)));
    }
    const means = joinLowerHalves(f32x4.demote_f64x2_zero(f64x2.div(low, divisor)), f32x4.demote_f64x2_zero(f64x2.div(high, divisor)));
    v128.store(target, means);
  }
}

/** Smallest value of the planes; any NaN gives NaN. */
export function minimumOfPlanes(source: usize, stride: usize, count: i32, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 2);
  for (; source < end; source += 16, target += 16) {
    let least = v128.load(source);
    let missing = f32x4.ne(least, least);
    let p = source + stride;
    for (let k = 1; k < count; k++, p += stride) {
      const values = v128.load(p);
      missing = v128.or(missing, f32x4.ne(values, values));
      least = f32x4.pmin(least, values);
    }
    v128.store(target, v128.or(least, missing));
  }
}

/** Greatest value of the planes; any NaN gives NaN. */
export function maximumOfPlanes(source: usize, stride: usize, count: i32, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 2);
  for (; source < end; source += 16, target += 16) {
    let greatest = v128.load(source);
    let missing = f32x4.ne(greatest, greatest);
    let p = source + stride;
    for (let k = 1; k < count; k++, p += stride) {
      const values = v128.load(p);
      missing = v128.or(missing, f32x4.ne(values, values));
      greatest = f32x4.pmax(greatest, values);
    }
    v128.store(target, v128.or(greatest, missing));
  }
}

/** First plane minus second in float32. */
export function subtractPlanes(source: usize, stride: usize, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 2);
  for (; source < end; source += 16, target += 16) v128.store(target, f32x4.sub(v128.load(source), v128.load(source + stride)));
}

/** Plane divided by a constant in float32. */
export function dividePlane(source: usize, divisor: f32, pixels: i32, target: usize): void {
  const divisors = f32x4.splat(divisor);
  const end = source + ((<usize>pixels) << 2);
  for (; source < end; source += 16, target += 16) v128.store(target, f32x4.div(v128.load(source), divisors));
}

/** target += source in float64, `pixels` rounded up to two; NaN counts as 0. */
export function addFloat64(source: usize, pixels: i32, target: usize): void {
  const end = source + ((<usize>pixels) << 3);
  for (; source < end; source += 16, target += 16) {
    const values = v128.load(source);
    v128.store(target, f64x2.add(v128.load(target), v128.and(values, f64x2.eq(values, values))));
  }
}
