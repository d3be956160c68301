import type { Card } from "@datalab/fits";
import { type CatalogueColumn, frameCatalogue } from "./frame-catalogue.ts";
import { frameHeader } from "./frame-header.ts";
import { moffat } from "./moffat.ts";
import { backgroundDeviation, type FrameRecipe } from "./recipe.ts";
import { renderFrame } from "./render-frame.ts";
import { toPixel } from "./tangent-plane.ts";

export interface MadeFrame {
  width: number;
  height: number;
  /** Electrons, row by row from the bottom. */
  pixels: Float32Array;
  cards: Card[];
  catalogue: CatalogueColumn[];
}

const beta = 3.2;

/** Takes the exposure that a recipe describes. */
export function makeFrame(recipe: FrameRecipe): MadeFrame {
  const { width, height, seed, sky, noise, shotNoise, exposureSeconds, zeroPoint, plane } = recipe;
  const profile = moffat(recipe.fwhm, beta);
  const stars = recipe.stars.map(({ ra, dec, mag }) => {
    const [x, y] = toPixel(plane, ra, dec);
    return { ra, dec, x, y, flux: exposureSeconds * 10 ** (0.4 * (zeroPoint - mag)) };
  });
  const pixels = renderFrame({ seed, width, height, stars, profile, sky, noise, shotNoise });
  const measured = {
    seed,
    width,
    height,
    pixels,
    stars,
    profile,
    sky,
    noise: backgroundDeviation(recipe),
    exposureSeconds,
    zeroPoint,
  };
  return {
    width,
    height,
    pixels,
    cards: frameHeader(recipe),
    catalogue: frameCatalogue(measured),
  };
}
