import type { FrameSize } from "./frame-input.ts";

/** The source pixels of one target pixel along one axis, and by how much the first and the last of them overlap it. */
export interface Span {
  first: number;
  count: number;
  firstWeight: number;
  lastWeight: number;
}

/** An overlap below this part of a pixel is rounding noise of the scale. */
const negligible = 1e-9;

/** The spans of `target` equal stretches of `source` pixels. */
export function spansOf(source: number, target: number): Span[] {
  const scale = source / target;
  return Array.from({ length: target }, (_, i) => {
    const [from, to] = [i * scale, Math.min((i + 1) * scale, source)];
    const first = Math.min(Math.floor(from + negligible), source - 1);
    const last = Math.max(Math.ceil(to - negligible) - 1, first);
    const firstWeight = Math.min(first + 1, to) - Math.max(from, first);
    return { first, count: last - first + 1, firstWeight, lastWeight: to - Math.max(from, last) };
  });
}

/** Weight of source row or column `index` in a span. */
export function weightIn({ first, count, firstWeight, lastWeight }: Span, index: number): number {
  if (index === first) return firstWeight;
  return index === first + count - 1 ? lastWeight : 1;
}

/**
 * Area interpolation to a size not larger on either axis: the mean of the source pixels weighted by their overlap with the target
 * pixel. Rows are added in float32, then columns in float64; NaN and infinities propagate. The plain twin of the wasm kernels.
 */
export function areaResize(pixels: Float32Array, source: FrameSize, target: FrameSize): Float32Array {
  const columns = spansOf(source.width, target.width);
  const factor = (target.width * target.height) / (source.width * source.height);
  const result = new Float32Array(target.width * target.height);
  spansOf(source.height, target.height).forEach((span, y) => {
    const rows = new Float32Array(source.width);
    for (let row = span.first; row < span.first + span.count; row++) {
      const weight = Math.fround(weightIn(span, row));
      for (let x = 0; x < source.width; x++) rows[x] += Math.fround(weight * pixels[row * source.width + x]);
    }
    columns.forEach((column, x) => {
      let sum = 0;
      for (let i = column.first; i < column.first + column.count; i++) sum += rows[i] * weightIn(column, i);
      result[y * target.width + x] = sum * factor;
    });
  });
  return result;
}
