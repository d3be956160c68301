import type { ImageLayout } from "../image-layout.ts";

/** Float32 values of one size lie no further apart than this part of it. */
const float32Steps = 2 ** 23;

/**
 * True where the physical values of an image have the precision of float32: float32 images, and integers of up to 16 bits unless their
 * BZERO lies so many steps of BSCALE from 0 that float32 could not tell two neighbouring values apart (days of a Julian date in steps of
 * seconds, say).
 */
export function isFloat32Image({ bitpix, bscale, bzero }: Pick<ImageLayout, "bitpix" | "bscale" | "bzero">): boolean {
  if (bitpix === -32) return true;
  if (bitpix !== 8 && bitpix !== 16) return false;
  if (bscale === 0) return Math.fround(bzero) === bzero;
  return Math.abs(bzero / bscale) + 2 ** bitpix <= float32Steps;
}
