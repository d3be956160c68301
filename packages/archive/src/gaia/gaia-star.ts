/** One source of Gaia DR3 at epoch 2016.0, as catalogued. NaN: no value. */
export interface GaiaStar {
  /** Degrees, ICRS. */
  ra: number;
  dec: number;
  /** mas a year; pmra is μα cos δ. */
  pmra: number;
  pmraError: number;
  pmdec: number;
  pmdecError: number;
  /** mas */
  parallax: number;
  parallaxError: number;
  gMag: number;
  /** Geometric distance, parsec: median, 16th and 84th percentile. */
  distance: number;
  distanceLow: number;
  distanceHigh: number;
  /** Synthetic photometry (GSPC) in the bands of the SDSS. */
  synthetic: Record<SdssBand, { mag: number; flux: number; fluxError: number }>;
}

export const sdssBands = ["g_sdss", "r_sdss", "i_sdss", "z_sdss"] as const;
export type SdssBand = (typeof sdssBands)[number];

/** A circle on the sky, degrees. */
export interface GaiaCone {
  readonly ra: number;
  readonly dec: number;
  readonly radius: number;
}

export interface Gaia {
  /**
   * The sources with RUWE < 1.4 inside the circle.
   * @throws AppError transient when there is no answer, tooLarge for a circle with too many stars, cancelled
   */
  cone(cone: GaiaCone, signal: AbortSignal): Promise<GaiaStar[]>;
}
