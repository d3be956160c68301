import type { ApertureRadii } from "../measure-position.ts";

/** Fewer tell neither a mean nor, to 10 % (1/√2n), the scatter that stars are told apart by. */
const fewestPixels = 50;

/**
 * Whether a sky level rests on too little: less than half of the ring's area (the rest is off the image, without values or full of
 * stars, so that a slope of the sky does not average out), fewer than 50 pixels, or fewer than the aperture has, when the mean sky adds
 * more noise than the sky in the aperture itself does.
 */
export function isThinSky(pixels: number, { aperture, annulusInner, annulusOuter }: ApertureRadii): boolean {
  const ring = Math.PI * (annulusOuter ** 2 - annulusInner ** 2);
  return pixels < Math.max(ring / 2, fewestPixels, Math.PI * aperture ** 2);
}
