/** The middle value, or the mean of the two middle ones; NaN for no values or when any is NaN. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0 || Number.isNaN(sorted[n - 1])) return Number.NaN;
  const upper = sorted[n >> 1];
  return n % 2 === 1 ? upper : (sorted[(n >> 1) - 1] + upper) / 2;
}

/** Standard deviation with n − `ddof` degrees of freedom; NaN where that is not positive. */
export function deviation(values: readonly number[], ddof: 0 | 1 = 0): number {
  const n = values.length;
  if (n <= ddof) return Number.NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - ddof));
}
