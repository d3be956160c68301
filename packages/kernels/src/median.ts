import { selectRank } from "@datalab/fits";

/**
 * Pixel by pixel median of planes of equal length, in their precision: an even number gives (a+b)·0.5, any NaN gives NaN.
 * The plain twin of the wasm medians, and the path for float64.
 */
export function medianOfPlanes<T extends Float32Array | Float64Array>(planes: readonly T[], target: T): void {
  const round = target instanceof Float32Array ? Math.fround : (value: number) => value;
  const values = new Float64Array(planes.length);
  const upper = planes.length >> 1;
  for (let i = 0; i < target.length; i++) {
    let missing = false;
    for (let k = 0; k < values.length; k++) {
      values[k] = planes[k][i];
      missing ||= Number.isNaN(values[k]);
    }
    target[i] = missing ? Number.NaN : middle(values, upper, round);
  }
}

function middle(values: Float64Array, upper: number, round: (value: number) => number): number {
  const high = selectRank(values, upper);
  if (values.length % 2 === 1) return high;
  // Selection leaves nothing greater below the selected rank.
  let low = values[0];
  for (let k = 1; k < upper; k++) if (values[k] > low) low = values[k];
  return round(low + high) * 0.5;
}
