/** Columns of row y whose pixels are samples: every `stride`-th pixel of the image in row-major order, the first one being `stride` itself. */
export function sampleColumns(y: number, width: number, stride: number): number[] {
  const columns: number[] = [];
  const start = y * width;
  const first = Math.max(stride, Math.ceil(start / stride) * stride);
  for (let index = first; index < start + width; index += stride) columns.push(index - start);
  return columns;
}
