/** Magnitudes a unit of relative flux error: 2.5 / ln 10. */
export const magnitudesPerRelativeFlux = 1.0857362047581296;

/** −2.5 log10 of counts; NaN unless they are positive and finite. */
export function instrumentalMagnitude(counts: number): number {
  return counts > 0 && Number.isFinite(counts) ? -2.5 * Math.log10(counts) : Number.NaN;
}

/** Inverse of `instrumentalMagnitude`. */
export function countsOf(magnitude: number): number {
  return 10 ** (-0.4 * magnitude);
}
