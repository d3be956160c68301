import type { FrameSize } from "@datalab/kernels";
import type { Conventions } from "../operation-context.ts";

/** A position in edge coordinates (PE): pixel i covers [i, i + 1). */
export interface EdgePosition {
  readonly column: number;
  readonly row: number;
}

/** Whether the old service's way of relating pictures to pixels is wanted (deviations D31–D34). */
export function asReference({ parity }: Conventions): boolean {
  return parity;
}

/** From pixels of a picture, counted from its lower left corner, to those of the image it shows (analysis.md §0.1). */
export function fromPicture(
  { column, row }: EdgePosition,
  { picture, image }: { picture: FrameSize; image: FrameSize },
): EdgePosition {
  return { column: (column / picture.width) * image.width, row: (row / picture.height) * image.height };
}

/** The inverse of `fromPicture`. */
export function toPicture(
  { column, row }: EdgePosition,
  { picture, image }: { picture: FrameSize; image: FrameSize },
): EdgePosition {
  return { column: (column * picture.width) / image.width, row: (row * picture.height) / image.height };
}
