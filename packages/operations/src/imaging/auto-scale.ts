/** Black and white points of a picture. */
export interface ScalePoints {
  readonly zmin: number;
  readonly zmax: number;
}

/** Distance between two samples of a picture's scale, in pixels of the flattened image: about 2000 samples an image. */
export function sampleStride(width: number, height: number): number {
  return Math.max(1, Math.trunc((width * height) / 2000));
}

/**
 * Black point: the median sample. White point: the end of a straight line fitted to the sorted samples, ten times as steep,
 * through the middle of the fit; never above the brightest sample. Where that gives no range (flat or clipped images),
 * darkest to brightest sample. Samples are finite; none at all gives 0…1. `samples` is sorted in place.
 */
export function autoScale(samples: Float32Array | Float64Array): ScalePoints {
  const sorted = samples.sort();
  const count = sorted.length;
  if (count === 0) return { zmin: 0, zmax: 1 };
  const { slope, intercept } = fitLine(sorted);
  const zmin = (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
  const zmax = Math.min(sorted[count - 1], intercept + (slope / contrast) * (count / 2));
  return zmax > zmin ? { zmin, zmax } : { zmin: sorted[0], zmax: sorted[count - 1] };
}

const contrast = 0.1;

/** Ordinary least squares of the values against their index. One value gives a level line. */
export function fitLine(values: Float32Array | Float64Array): { slope: number; intercept: number } {
  const count = values.length;
  const meanIndex = (count - 1) / 2;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  const mean = sum / count;
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < count; i++) {
    covariance += (i - meanIndex) * (values[i] - mean);
    variance += (i - meanIndex) ** 2;
  }
  const slope = variance === 0 ? 0 : covariance / variance;
  return { slope, intercept: mean - slope * meanIndex };
}
