/**
 * One row of an image seen through an affine map: pixel x takes the value at (a·x + c, b·x + d), both in edge coordinates (pixel i covers
 * [i, i+1)), bilinear in float64 with the edge repeated, rounded to float32. Outside of [0, width)×[0, height), and at NaN, it is 0.
 * The image at `source` is float32, row after row.
 */
export function bilinearRow(
  source: usize,
  width: i32,
  height: i32,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  count: i32,
  target: usize,
): void {
  let first = 0;
  for (; first < count && !isInner(a * <f64>first + c, b * <f64>first + d, width, height); first++) {}
  // Positions go one way along a row, so the inner ones are neighbours.
  let end = first;
  for (let beyond = count; end < beyond; ) {
    const middle = (end + beyond) >>> 1;
    if (isInner(a * <f64>middle + c, b * <f64>middle + d, width, height)) end = middle + 1;
    else beyond = middle;
  }
  outerPixels(source, width, height, a, b, c, d, 0, first, target);
  innerPixels(source, width, a, b, c, d, first, end, target);
  outerPixels(source, width, height, a, b, c, d, end, count, target);
}

/** Whether all four pixels around a position are in the image. */
// @ts-ignore: decorator
@inline
function isInner(x: f64, y: f64, width: i32, height: i32): bool {
  return x - 0.5 >= 0 && x - 0.5 < <f64>(width - 1) && y - 0.5 >= 0 && y - 0.5 < <f64>(height - 1);
}

/** Pixels [first, end) of the row, all inner ones: x in one lane, y in the other; then the row below in one, the row above in the other. */
function innerPixels(
  source: usize,
  width: i32,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  first: i32,
  end: i32,
  target: usize,
): void {
  const step = f64x2.replace_lane(f64x2.splat(a), 1, b);
  const start = f64x2.replace_lane(f64x2.splat(c), 1, d);
  const half = f64x2.splat(0.5);
  const rowBytes = (<usize>width) << 2;
  for (let i = first; i < end; i++) {
    const position = f64x2.sub(f64x2.add(f64x2.mul(step, f64x2.splat(<f64>i)), start), half);
    const corner = f64x2.floor(position);
    const part = f64x2.sub(position, corner);
    const cell = i32x4.trunc_sat_f64x2_s_zero(corner);
    const address = source + (<usize>(i32x4.extract_lane(cell, 1) * width + i32x4.extract_lane(cell, 0)) << 2);
    const below = f64x2.promote_low_f32x4(v128.load64_zero(address));
    const above = f64x2.promote_low_f32x4(v128.load64_zero(address + rowBytes));
    const left = v128.shuffle<f64>(below, above, 0, 2);
    const right = v128.shuffle<f64>(below, above, 1, 3);
    const mixed = f64x2.add(left, f64x2.mul(f64x2.sub(right, left), v128.shuffle<f64>(part, part, 0, 0)));
    const lower = f64x2.extract_lane(mixed, 0);
    const upper = f64x2.extract_lane(mixed, 1);
    store<f32>(target + ((<usize>i) << 2), <f32>(lower + (upper - lower) * f64x2.extract_lane(part, 1)));
  }
}

/** Pixels [first, end) of the row, wherever they lie. */
function outerPixels(
  source: usize,
  width: i32,
  height: i32,
  a: f64,
  b: f64,
  c: f64,
  d: f64,
  first: i32,
  end: i32,
  target: usize,
): void {
  const right = <f64>width;
  const top = <f64>height;
  for (let i = first; i < end; i++) {
    const x = a * <f64>i + c;
    const y = b * <f64>i + d;
    let value: f32 = 0;
    if (x >= 0 && x < right && y >= 0 && y < top) {
      const left = floor(x - 0.5);
      const bottom = floor(y - 0.5);
      const x0 = <usize>max(<i32>left, 0) << 2;
      const x1 = <usize>min(<i32>left + 1, width - 1) << 2;
      const row0 = source + ((<usize>max(<i32>bottom, 0) * <usize>width) << 2);
      const row1 = source + ((<usize>min(<i32>bottom + 1, height - 1) * <usize>width) << 2);
      const fx = x - 0.5 - left;
      const lower = mix(load<f32>(row0 + x0), load<f32>(row0 + x1), fx);
      const upper = mix(load<f32>(row1 + x0), load<f32>(row1 + x1), fx);
      value = <f32>(lower + (upper - lower) * (y - 0.5 - bottom));
    }
    store<f32>(target + ((<usize>i) << 2), value);
  }
}

// @ts-ignore: decorator
@inline
function mix(first: f32, second: f32, part: f64): f64 {
  return <f64>first + (<f64>second - <f64>first) * part;
}
