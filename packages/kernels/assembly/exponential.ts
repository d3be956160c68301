const log2e: f64 = 1.4426950408889634;
const ln2High: f64 = 0.6931471803691238;
const ln2Low: f64 = 1.9082149292705877e-10;

// @ts-ignore: decorator
@inline
function linear(c0: f64, c1: f64, x: v128): v128 {
  return f64x2.add(f64x2.splat(c0), f64x2.mul(f64x2.splat(c1), x));
}

/** eˣ to about 1e-15 of its value for both lanes, −700 ≤ x ≤ 700: halvings taken out, then the series to x¹¹ on |x| ≤ ln 2/2, in halves to keep its chain short. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const n = f64x2.nearest(f64x2.mul(x, f64x2.splat(log2e)));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, f64x2.splat(ln2High))), f64x2.mul(n, f64x2.splat(ln2Low)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const p01 = linear(1, 1, r);
  const p23 = linear(0.5, 1.6666666666666666e-1, r);
  const p45 = linear(4.1666666666666664e-2, 8.333333333333333e-3, r);
  const p67 = linear(1.388888888888889e-3, 1.984126984126984e-4, r);
  const p89 = linear(2.48015873015873e-5, 2.7557319223985893e-6, r);
  const pAB = linear(2.755731922398589e-7, 2.505210838544172e-8, r);
  const p0123 = f64x2.add(p01, f64x2.mul(p23, r2));
  const p4567 = f64x2.add(p45, f64x2.mul(p67, r2));
  const p89AB = f64x2.add(p89, f64x2.mul(pAB, r2));
  const p = f64x2.add(p0123, f64x2.mul(r4, f64x2.add(p4567, f64x2.mul(p89AB, r4))));
  const exponent = i32x4.add(i32x4.trunc_sat_f64x2_s_zero(n), i32x4.splat(1023));
  return f64x2.mul(p, i64x2.shl(i64x2.extend_low_i32x4_s(exponent), 52));
}

/** The same for |x| < 0.003: the series to x⁵. */
// @ts-ignore: decorator
@inline
export function smallExponential(x: v128): v128 {
  let p = f64x2.add(f64x2.mul(x, f64x2.splat(8.333333333333333e-3)), f64x2.splat(4.1666666666666664e-2));
  p = f64x2.add(f64x2.mul(p, x), f64x2.splat(1.6666666666666666e-1));
  p = f64x2.add(f64x2.mul(p, x), f64x2.splat(0.5));
  p = f64x2.add(f64x2.mul(p, x), f64x2.splat(1));
  return f64x2.add(f64x2.mul(p, x), f64x2.splat(1));
}

// @ts-ignore: decorator
@inline
export function exponentialOf(x: f64): f64 {
  return f64x2.extract_lane(exponential(f64x2.splat(x)), 0);
}

// @ts-ignore: decorator
@inline
export function pair(first: f64, second: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}
