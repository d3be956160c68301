/** Smallest and largest of values with a margin of both sides, a part of their distance; NaN is passed over. */
export function paddedExtent(values: Iterable<number>, margin = 0.06): { min: number; max: number } {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return { min: 0, max: 1 };
  const padding = (max - min || Math.abs(max) * 1e-3 || 1) * margin;
  return { min: min - padding, max: max + padding };
}

/** How many decimals tell values of an axis of this length apart, from 0 to 8. */
export const decimalsFor = (length: number): number => Math.min(8, Math.max(0, Math.ceil(1 - Math.log10(length || 1))));
