/**
 * A rectangle of an image in memory, row-major from its lowest row: the whole image, or the part around what is measured. Positions are
 * always those of the whole image. What lies outside of the patch is treated as outside of the image.
 */
export interface PixelPatch {
  /** Column and row of the first pixel. */
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
  /** Not finite: no value. */
  readonly data: Float32Array | Float64Array;
}

/** The columns or rows [from, to) of a patch that meet [first, last]. */
export function withinPatch(start: number, size: number, first: number, last: number): { from: number; to: number } {
  return { from: Math.max(start, first), to: Math.min(start + size, last + 1) };
}
