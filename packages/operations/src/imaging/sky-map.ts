import type { PlaneMap } from "@datalab/kernels";
import type { SkyPositions } from "./sky-image.ts";

/** Pixels that a position may be off after the way to the image and back. */
const largestError = 1;

/** From the pixels of one image to those of another through the sky; NaN where the way back misses by more than a pixel (operations.md §2.2). */
export function skyMap(output: SkyPositions, image: SkyPositions): PlaneMap {
  return (x, y) => {
    const [imageX, imageY] = image.toPixel(...output.toSky(x, y));
    const [backX, backY] = output.toPixel(...image.toSky(imageX, imageY));
    const returns = Math.abs(backX - x) <= largestError && Math.abs(backY - y) <= largestError;
    return returns ? [imageX, imageY] : [Number.NaN, Number.NaN];
  };
}
