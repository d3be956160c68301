/** target += row·weight in float32; `count` is rounded up to four. */
export function addWeightedRow(row: usize, count: i32, weight: f32, target: usize): void {
  const weights = f32x4.splat(weight);
  const end = row + ((<usize>count) << 2);
  for (; row < end; row += 16, target += 16) v128.store(target, f32x4.add(v128.load(target), f32x4.mul(v128.load(row), weights)));
}

/**
 * Sums of stretches of a row, in float64, times `factor`: stretch i covers [i·scale, (i+1)·scale), its first and last pixel by their
 * overlap. `spans`: for each of the `columns` stretches first pixel and pixels (i32 each), weight of the first and of the last (f64 each).
 */
export function sumSpans(row: usize, columns: i32, spans: usize, factor: f64, target: usize): void {
  const end = spans + <usize>columns * 24;
  for (; spans < end; spans += 24, target += 4) {
    let p = row + ((<usize>load<i32>(spans)) << 2);
    const last = p + ((<usize>(load<i32>(spans, 4) - 1)) << 2);
    let sum = <f64>load<f32>(p) * load<f64>(spans, 8);
    if (p < last) {
      for (p += 4; p < last; p += 4) sum += <f64>load<f32>(p);
      sum += <f64>load<f32>(last) * load<f64>(spans, 16);
    }
    store<f32>(target, <f32>(sum * factor));
  }
}
