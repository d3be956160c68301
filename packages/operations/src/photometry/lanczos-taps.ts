const lobes = 3;

/** The source pixels [first, first + weights.length) that make one target pixel. */
export interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * For each of `target` pixels its source pixels of `source` and their weights, which sum to 1: Lanczos-3, widened by the scale when
 * shrinking, cut off at the edges. Duchon, "Lanczos filtering in one and two dimensions", J. Appl. Met. 18, 1016 (1979).
 */
export function lanczosTaps(source: number, target: number): Taps[] {
  const scale = source / target;
  const stretch = Math.max(1, scale);
  const support = lobes * stretch;
  return Array.from({ length: target }, (_, index) => {
    const centre = (index + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(source, Math.trunc(centre + support + 0.5));
    const weights = new Float64Array(end - first).map((_, k) => lanczos((first + k - centre + 0.5) / stretch));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function lanczos(x: number): number {
  return Math.abs(x) < lobes ? sinc(x) * sinc(x / lobes) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
