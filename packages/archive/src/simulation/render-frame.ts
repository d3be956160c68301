import { addStar, type Moffat } from "./moffat.ts";
import { createRandom } from "./random.ts";
import { backgroundDeviation } from "./recipe.ts";

/** A star on the camera: pixel position (first pixel's centre is 0, 0) and electrons collected. */
export interface PixelStar {
  x: number;
  y: number;
  flux: number;
}

export interface Exposure {
  seed: number;
  width: number;
  height: number;
  stars: readonly PixelStar[];
  profile: Moffat;
  /** Electrons a pixel. */
  sky: number;
  /** Standard deviation of the camera's own noise in electrons; with `shotNoise` the light's own is added. */
  noise: number;
  shotNoise: boolean;
}

/** The exposure's pixels in electrons, row by row from the bottom. Photon noise is taken as Gaussian. */
export function renderFrame(exposure: Exposure): Float32Array {
  const { width, height, profile, sky, noise, shotNoise } = exposure;
  const pixels = new Float32Array(width * height).fill(sky);
  for (const star of exposure.stars) addStar(pixels, width, star, profile, backgroundDeviation(exposure) / 50);
  const random = createRandom(exposure.seed);
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]!;
    pixels[i] = value + random.gaussian() * (shotNoise ? Math.sqrt(value + noise * noise) : noise);
  }
  return pixels;
}
