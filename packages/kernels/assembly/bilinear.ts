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
  const right = <f64>width;
  const top = <f64>height;
  for (let i = 0; i < count; i++, target += 4) {
    const x = a * <f64>i + c;
    const y = b * <f64>i + d;
    if (!(x >= 0 && x < right && y >= 0 && y < top)) {
      store<f32>(target, 0);
      continue;
    }
    const left = floor(x - 0.5);
    const bottom = floor(y - 0.5);
    const fx = x - 0.5 - left;
    const fy = y - 0.5 - bottom;
    const x0 = <usize>max(<i32>left, 0) << 2;
    const x1 = <usize>min(<i32>left + 1, width - 1) << 2;
    const row0 = source + ((<usize>max(<i32>bottom, 0) * <usize>width) << 2);
    const row1 = source + ((<usize>min(<i32>bottom + 1, height - 1) * <usize>width) << 2);
    const lower = mix(load<f32>(row0 + x0), load<f32>(row0 + x1), fx);
    const upper = mix(load<f32>(row1 + x0), load<f32>(row1 + x1), fx);
    store<f32>(target, <f32>(lower + (upper - lower) * fy));
  }
}

// @ts-ignore: decorator
@inline
function mix(first: f32, second: f32, part: f64): f64 {
  return <f64>first + (<f64>second - <f64>first) * part;
}
