import { fitBox } from "./fit-box.ts";
import type { Picture } from "./picture.ts";
import { reducePicture } from "./reduce-picture.ts";
import { resamplePicture } from "./resample-picture.ts";

/**
 * A picture shrunk into a box with its aspect kept: box averages down to about twice the size, then Lanczos-3
 * (operations.md §0.8, step 9). One that fits already is returned as it is.
 */
export function shrinkPicture(picture: Picture, boxWidth: number, boxHeight: number): Picture {
  const { width, height } = picture;
  const target = fitBox(width, height, boxWidth, boxHeight);
  if (target.width === width && target.height === height) return picture;
  const factorX = Math.max(1, Math.trunc(width / target.width / 2));
  const factorY = Math.max(1, Math.trunc(height / target.height / 2));
  const reduced = factorX > 1 || factorY > 1 ? reducePicture(picture, factorX, factorY) : picture;
  return resamplePicture(reduced, target, { width: width / factorX, height: height / factorY });
}
