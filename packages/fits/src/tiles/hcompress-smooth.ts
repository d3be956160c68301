/**
 * Smooths the H-transform of one level so that blocks of one value do not show after a lossy scale (the filter of R. White's HCOMPRESS
 * as cfitsio has it): each slope moves towards what the means of its neighbours suggest, by `scale` / 2 at most, and never so far that
 * the means would not rise or fall evenly any more. `a` holds rows of `stride` numbers, of which `rows` × `columns` are used.
 */
export function smoothTransform(a: Float64Array, rows: number, columns: number, stride: number, scale: number): void {
  const most = Math.floor(scale / 2);
  if (most <= 0) return;
  for (let row = 2; row < rows - 2; row += 2) {
    for (let column = 0; column < columns; column += 2) {
      const at = row * stride + column;
      adjustSlope(a, at, at + stride, 2 * stride, most);
    }
  }
  for (let row = 0; row < rows; row += 2) {
    for (let column = 2; column < columns - 2; column += 2) {
      const at = row * stride + column;
      adjustSlope(a, at, at + 1, 2, most);
    }
  }
  for (let row = 2; row < rows - 2; row += 2) {
    for (let column = 2; column < columns - 2; column += 2) adjustCurvature(a, row * stride + column, stride, most);
  }
}

/** The slope at index `slope` of the mean at index `at`, from the means `step` before and after it. */
function adjustSlope(a: Float64Array, at: number, slope: number, step: number, most: number): void {
  const [before, here, after] = [a[at - step], a[at], a[at + step]];
  const high = 4 * Math.max(Math.min(after - here, here - before), 0);
  const low = 4 * Math.min(Math.max(after - here, here - before), 0);
  if (low < high) a[slope] += limited(clamp(after - before, low, high) - 8 * a[slope], 8, most);
}

function adjustCurvature(a: Float64Array, at: number, stride: number, most: number): void {
  const here = a[at];
  const mm = a[at - 2 * stride - 2];
  const pm = a[at + 2 * stride - 2];
  const mp = a[at - 2 * stride + 2];
  const pp = a[at + 2 * stride + 2];
  const hx = 2 * a[at + stride];
  const hy = 2 * a[at + 1];
  const high = Math.min(
    Math.max(pp - here, 0) - hx - hy,
    Math.max(here - pm, 0) + hx - hy,
    Math.max(here - mp, 0) - hx + hy,
    Math.max(mm - here, 0) + hx + hy,
  );
  const low = Math.max(
    Math.min(pp - here, 0) - hx - hy,
    Math.min(here - pm, 0) + hx - hy,
    Math.min(here - mp, 0) - hx + hy,
    Math.min(mm - here, 0) + hx + hy,
  );
  const curvature = at + stride + 1;
  if (low < high) a[curvature] += limited(clamp(pp + mm - mp - pm, 16 * low, 16 * high) - 64 * a[curvature], 64, most);
}

function limited(change: number, divisor: number, most: number): number {
  return clamp(Math.trunc(change / divisor), -most, most);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, high), low);
}
