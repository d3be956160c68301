import type { ImageLayout } from "@datalab/fits";

/** Whether float32 holds every physical value of an image: float32 itself and integers of up to 16 bits. */
export function isFloat32Image({ bitpix }: Pick<ImageLayout, "bitpix">): boolean {
  return bitpix === -32 || bitpix === 16 || bitpix === 8;
}
