/**
 * Weighted sums of stretches of a row, in float32. `taps`: for each of the `columns` sums its first pixel and number of pixels (i32 each),
 * then as many weights (f32).
 */
export function weighRow(row: usize, columns: i32, taps: usize, target: usize): void {
  for (let column = 0; column < columns; column++, target += 4) {
    let pixel = row + ((<usize>load<i32>(taps)) << 2);
    let count = load<i32>(taps, 4);
    taps += 8;
    let sums = f32x4.splat(0);
    for (; count >= 4; count -= 4, pixel += 16, taps += 16) {
      sums = f32x4.add(sums, f32x4.mul(v128.load(pixel), v128.load(taps)));
    }
    let sum =
      f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
    for (; count > 0; count--, pixel += 4, taps += 4) sum += load<f32>(pixel) * load<f32>(taps);
    store<f32>(target, sum);
  }
}
