/** The two source pixels of one target pixel along one axis, and the part of the second. */
interface Blend {
  first: number;
  second: number;
  part: number;
}

/** Along an axis that is enlarged: each target pixel keeps as much of the next source pixel as it overlaps (analysis.md §6, step 2). */
export function blendsOf(source: number, target: number): Blend[] {
  const scale = source / target;
  return Array.from({ length: target }, (_, d) => {
    const first = Math.min(Math.floor(d * scale), source - 1);
    const reach = d + 1 - (first + 1) / scale;
    return { first, second: Math.min(first + 1, source - 1), part: reach <= 0 ? 0 : reach - Math.floor(reach) };
  });
}

/** A target row between two source rows; NaN in one of the four pixels gives NaN unless its part is exactly zero. */
export function blendRows(
  lower: Float32Array,
  upper: Float32Array,
  part: number,
  columns: Blend[],
  target: Float32Array,
): void {
  const along = (row: Float32Array, { first, second, part: share }: Blend) => mix(row[first], row[second], share);
  columns.forEach((column, x) => {
    target[x] = mix(along(lower, column), along(upper, column), part);
  });
}

function mix(first: number, second: number, part: number): number {
  return part === 0 ? first : (1 - part) * first + part * second;
}
