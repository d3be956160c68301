/** Bands of Gaia's synthetic photometry (GSPC) that stand for the telescopes' filters. */
export type SyntheticBand = "g_sdss" | "r_sdss" | "i_sdss" | "z_sdss";

/** One source of Gaia DR3 at epoch 2016.0. NaN: no value. */
export interface GaiaStar {
  /** Degrees, ICRS. */
  readonly ra: number;
  readonly dec: number;
  /** mas a year; pmra is μα cos δ. */
  readonly pmra: number;
  readonly pmraError: number;
  readonly pmdec: number;
  readonly pmdecError: number;
  /** mas, as catalogued: without a zero-point correction. */
  readonly parallax: number;
  readonly parallaxError: number;
  readonly gMag: number;
  /** Geometric distance, parsec: median, 16th and 84th percentile. */
  readonly distance: number;
  readonly distanceLow: number;
  readonly distanceHigh: number;
  readonly synthetic: Readonly<Record<SyntheticBand, SyntheticMagnitude>>;
}

interface SyntheticMagnitude {
  readonly mag: number;
  readonly flux: number;
  readonly fluxError: number;
}

/** A circle on the sky, degrees. */
export interface Cone {
  readonly ra: number;
  readonly dec: number;
  readonly radius: number;
}

export interface GaiaCatalogue {
  /**
   * The sources with RUWE < 1.4 inside the circle.
   * @throws AppError transient when there is no answer, cancelled when aborted
   */
  cone(cone: Cone, signal: AbortSignal): Promise<readonly GaiaStar[]>;
}
