import type { SkyStar } from "./star-field.ts";
import type { TangentPlane } from "./tangent-plane.ts";

/** A star as one exposure sees it: the magnitude is that of the exposure's filter and moment. */
export type SeenStar = Pick<SkyStar, "ra" | "dec" | "mag">;

export interface Target {
  name: string;
  /** Degrees. */
  ra: number;
  dec: number;
}

/** All there is to know about one simulated frame; equal recipes give equal files, byte for byte. */
export interface FrameRecipe {
  basename: string;
  frameNumber: number;
  seed: number;
  width: number;
  height: number;
  plane: TangentPlane;
  target: Target;
  filter: string;
  /** Start of the exposure. */
  mjd: number;
  exposureSeconds: number;
  airmass: number;
  /** Magnitude that gives one electron a second. */
  zeroPoint: number;
  stars: readonly SeenStar[];
  /** Pixels. */
  fwhm: number;
  /** Electrons a pixel. */
  sky: number;
  noise: number;
  shotNoise: boolean;
  /** Steps a noise deviation, as NOISEBIT. */
  quantizeLevel: number;
  dither: boolean;
}

/** Standard deviation of the empty sky, electrons a pixel. */
export function backgroundDeviation({
  sky,
  noise,
  shotNoise,
}: Pick<FrameRecipe, "sky" | "noise" | "shotNoise">): number {
  return shotNoise ? Math.sqrt(sky + noise * noise) : noise;
}
