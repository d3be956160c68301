import { exponential, exponentialOf, pair, smallExponential } from "./exponential";

/** 2/w² of the Gaussian, w = 1.3. */
const falloff: f64 = 2.0 / (1.3 * 1.3);
/** Weights are relative to a corner of the box and built up by multiplication: beyond this exponent they are computed one by one. */
const largestGrowth: f64 = 200;
/** A pure turn has singular values of 1 but for rounding, which must not decide which way is taken. */
const unitSquare: f64 = 1 + 1e-12;
/** Forms this near to the unit circle need a short exponential only; of the unit circle itself neighbouring steps differ by this factor. */
const nearOne: f64 = 1e-3;
const unitGrowth: f64 = 0.0937743508625086;

/** Rows of the image that were needed but not in the window: from `neededFrom` to `neededTo` inclusive; from > to when none was. */
export let neededFrom: i32 = 0;
export let neededTo: i32 = -1;

export function forgetNeeded(): void {
  neededFrom = i32.MAX_VALUE;
  neededTo = -1;
}

// @ts-ignore: decorator
@inline
function loadPair<T>(p: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(p) : f64x2.promote_low_f32x4(v128.load_zero<u64>(p));
}

/** Weighted mean of `columns`×`rows` pixels at `p`, whose first one lies (dx, dy) from the position: one exponential a pixel. */
function directMean<T>(p: usize, rowBytes: usize, columns: i32, rows: i32, dx: f64, dy: f64, m00: f64, m01: f64, m11: f64): f64 {
  let weights: f64 = 0;
  let values: f64 = 0;
  for (let j = 0; j < rows; j++, p += rowBytes) {
    const y = dy + <f64>j;
    for (let i = 0; i < columns; i++) {
      const x = dx + <f64>i;
      const weight = exponentialOf(max<f64>(-700, -falloff * (m00 * x * x + 2 * m01 * x * y + m11 * y * y)));
      weights += weight;
      values += weight * <f64>load<T>(p + <usize>i * sizeof<T>());
    }
  }
  return values / weights;
}

/** The same by recurrence: neighbouring weights of a Gaussian differ by factors that form a geometric series. */
// @ts-ignore: decorator
@inline
function recurrentMean<T>(p: usize, rowBytes: usize, columns: i32, rows: i32, dx: f64, dy: f64, m00: f64, m01: f64, m11: f64): f64 {
  const steps = exponential(
    pair(-falloff * (m00 * (2 * dx + 1) + 2 * m01 * dy), -falloff * (m11 * (2 * dy + 1) + 2 * m01 * dx)),
  );
  const isNear = max(max(abs(m00 - 1), abs(m11 - 1)), abs(m01)) < nearOne;
  const growths = isNear
    ? f64x2.mul(f64x2.splat(unitGrowth), smallExponential(pair(-2 * falloff * (m00 - 1), -2 * falloff * (m11 - 1))))
    : exponential(pair(-2 * falloff * m00, -2 * falloff * m11));
  let right = f64x2.extract_lane(steps, 0);
  let up = f64x2.extract_lane(steps, 1);
  const rightGrowth = f64x2.extract_lane(growths, 0);
  const upGrowth = f64x2.extract_lane(growths, 1);
  const shearExponent = f64x2.splat(-2 * falloff * m01);
  const shear = f64x2.extract_lane(isNear ? smallExponential(shearExponent) : exponential(shearExponent), 0);
  if (columns == 4) {
    const square = right * right * rightGrowth;
    let pairWeights = pair(1, right);
    let nextPair = pair(square, square * rightGrowth * rightGrowth);
    let nextRow = pair(up, up * shear);
    const rowGrowth = f64x2.splat(upGrowth);
    const pairShear = f64x2.splat(shear * shear);
    let weights = f64x2.splat(0);
    let values = f64x2.splat(0);
    for (let j = 0; j < rows; j++, p += rowBytes) {
      const others = f64x2.mul(pairWeights, nextPair);
      weights = f64x2.add(weights, f64x2.add(pairWeights, others));
      const first = f64x2.mul(pairWeights, loadPair<T>(p));
      values = f64x2.add(values, f64x2.add(first, f64x2.mul(others, loadPair<T>(p + 2 * sizeof<T>()))));
      pairWeights = f64x2.mul(pairWeights, nextRow);
      nextRow = f64x2.mul(nextRow, rowGrowth);
      nextPair = f64x2.mul(nextPair, pairShear);
    }
    const sum = f64x2.extract_lane(weights, 0) + f64x2.extract_lane(weights, 1);
    return (f64x2.extract_lane(values, 0) + f64x2.extract_lane(values, 1)) / sum;
  }
  let weights: f64 = 0;
  let values: f64 = 0;
  let rowWeight: f64 = 1;
  for (let j = 0; j < rows; j++, p += rowBytes) {
    let weight = rowWeight;
    let step = right;
    for (let i = 0; i < columns; i++) {
      weights += weight;
      values += weight * <f64>load<T>(p + <usize>i * sizeof<T>());
      weight *= step;
      step *= rightGrowth;
    }
    rowWeight *= up;
    up *= upGrowth;
    right *= shear;
  }
  return values / weights;
}

// @ts-ignore: decorator
@inline
function resampleRowOf<T>(
  window: usize,
  width: i32,
  height: i32,
  windowStart: i32,
  windowEnd: i32,
  above: usize,
  here: usize,
  below: usize,
  count: i32,
  target: usize,
): void {
  const rowBytes = <usize>width * sizeof<T>();
  const lastColumn = <f64>(width - 1);
  const lastRow = <f64>(height - 1);
  for (let x = 0; x < count; x++, target += 8) {
    here += 16;
    above += 16;
    below += 16;
    const cx = load<f64>(here);
    const cy = load<f64>(here, 8);
    const xx = (load<f64>(here, 16) - load<f64>(here - 16)) * 0.5;
    const yx = (load<f64>(here, 24) - load<f64>(here - 16, 8)) * 0.5;
    const xy = (load<f64>(below) - load<f64>(above)) * 0.5;
    const yy = (load<f64>(below, 8) - load<f64>(above, 8)) * 0.5;
    // J·Jᵀ and its eigenvalues, the squared singular values; the form is its inverse with those below 1 raised to 1.
    const a = xx * xx + xy * xy;
    const b = xx * yx + xy * yy;
    const d = yx * yx + yy * yy;
    const difference = (a - d) * 0.5;
    const root = sqrt(difference * difference + b * b);
    const large = (a + d) * 0.5 + root;
    const small = (a + d) * 0.5 - root;
    let m00: f64 = 1;
    let m01: f64 = 0;
    let m11: f64 = 1;
    let reach: f64 = 2;
    if (!(large <= unitSquare)) {
      reach = 2 * sqrt(large);
      if (small >= 1) {
        const inverse = 1 / (a * d - b * b);
        m00 = d * inverse;
        m01 = -b * inverse;
        m11 = a * inverse;
      } else {
        const inverse = 1 / (large - small);
        const gain = 1 / large - 1;
        m00 = 1 + gain * (a - small) * inverse;
        m01 = gain * b * inverse;
        m11 = 1 + gain * (d - small) * inverse;
      }
    }
    const left = ceil(cx - reach);
    const right = floor(cx + reach);
    const bottom = ceil(cy - reach);
    const top = floor(cy + reach);
    if (!(left >= 0 && bottom >= 0 && right <= lastColumn && top <= lastRow)) {
      store<f64>(target, NaN);
      continue;
    }
    const firstRow = <i32>bottom;
    const endRow = <i32>top + 1;
    if (firstRow < windowStart || endRow > windowEnd) {
      neededFrom = min(neededFrom, firstRow);
      neededTo = max(neededTo, endRow - 1);
      continue;
    }
    const dx = left - cx;
    const dy = bottom - cy;
    const p = window + <usize>(firstRow - windowStart) * rowBytes + <usize>left * sizeof<T>();
    const columns = <i32>right - <i32>left + 1;
    const rows = endRow - firstRow;
    const growth = falloff * (m00 * dx * dx + 2 * m01 * dx * dy + m11 * dy * dy);
    const mean =
      growth > largestGrowth
        ? directMean<T>(p, rowBytes, columns, rows, dx, dy, m00, m01, m11)
        : recurrentMean<T>(p, rowBytes, columns, rows, dx, dy, m00, m01, m11);
    store<f64>(target, mean * abs(xx * yy - xy * yx));
  }
}

/**
 * One row of a float32 image resampled after DeForest (2004): a Gaussian of width 1.3 output pixels, stretched to the footprint of the output
 * pixel where that is larger than an input pixel, flux conserved (operations.md §2.2). `above`, `here` and `below` are the rows of
 * positions of output rows y−1, y and y+1, each from pixel −1 to pixel `count`. The image is `width`×`height`; its rows
 * [windowStart, windowEnd) lie at `window`. Output is f64: NaN where a position is missing, where the box leaves the image, and where
 * a value in the box is NaN; infinite values propagate. Rows that the window lacks are reported in `neededFrom` and `neededTo`.
 */
export function resampleRow(
  window: usize,
  width: i32,
  height: i32,
  windowStart: i32,
  windowEnd: i32,
  above: usize,
  here: usize,
  below: usize,
  count: i32,
  target: usize,
): void {
  resampleRowOf<f32>(window, width, height, windowStart, windowEnd, above, here, below, count, target);
}

/** The same of a float64 image. */
export function resampleRowFloat64(
  window: usize,
  width: i32,
  height: i32,
  windowStart: i32,
  windowEnd: i32,
  above: usize,
  here: usize,
  below: usize,
  count: i32,
  target: usize,
): void {
  resampleRowOf<f64>(window, width, height, windowStart, windowEnd, above, here, below, count, target);
}
