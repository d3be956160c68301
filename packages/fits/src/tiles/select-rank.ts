/** The value of rank `rank` (from 0) of `values`, which are reordered (Hoare's FIND; sorts the rest when the pivots are unlucky). No NaN. */
export function selectRank(values: Float32Array | Float64Array, rank: number): number {
  let left = 0;
  let right = values.length - 1;
  for (let budget = 64; left < right; budget--) {
    if (budget === 0) return values.subarray(left, right + 1).sort()[rank - left];
    const pivot = values[(left + right) >> 1];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (pivot < values[j]) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (j < rank) left = i;
    if (rank < i) right = j;
  }
  return values[rank];
}
