import type { LeftOutStar } from "./quality/steady-stars.ts";

/** Counts of one source on every frame, ADU; NaN where it was not measured. */
export interface SeriesCounts {
  readonly net: Float64Array;
  /** Formal standard deviations. */
  readonly sigma: Float64Array;
}

/** A comparison star with its measurements. */
export interface MeasuredStar extends SeriesCounts {
  readonly id: string;
  readonly referenceMagnitude: number;
  /** Arcsec to the nearest other source, Infinity when alone. */
  readonly isolation: number;
  /** Why it must not be used on some frames, in words that continue its name; absent where nothing is wrong with it. */
  readonly fault?: string;
}

export interface EnsembleInput<Star extends MeasuredStar = MeasuredStar> {
  /** File names, for diagnostics. */
  readonly frames: readonly string[];
  readonly target: SeriesCounts;
  /** One a frame: the target's counts are no measure of it there, so it gets no magnitude. Nowhere when absent. */
  readonly doubtful?: readonly boolean[];
  /** In order of id as text. NaN where a star must not be used. */
  readonly stars: readonly Star[];
  readonly minimum: number;
  readonly maximum: number;
  /** Stars are left out as the predecessor does, for a scatter beyond 1 mag only. */
  readonly olderRule?: boolean;
}

/** A star of the ensemble, with what it was chosen by; both are Infinity where the method does not judge stars by them. */
export interface SelectedStar<Star extends MeasuredStar = MeasuredStar> {
  readonly star: Star;
  /** Standard deviation of its magnitude about the ensemble, magnitudes. */
  readonly variability: number;
  /** Median of −2.5 log10 counts. */
  readonly instrumentalMagnitude: number;
}

/** The target on one frame. */
export interface CalibratedFrame<Star extends MeasuredStar = MeasuredStar> {
  /** The ensemble of this frame. */
  readonly stars: readonly Star[];
  /** Magnitude of one ADU. */
  readonly zeroPoint: number;
  /** Summed counts of the ensemble and their standard deviation, ADU. */
  readonly total: number;
  readonly totalSigma: number;
  /** Target over ensemble. */
  readonly ratio: number;
  readonly ratioSigma: number;
  /** NaN where the target has no magnitude. */
  readonly magnitude: number;
  readonly magnitudeSigma: number;
  /** From counts alone, where `magnitudeSigma` may include an empirical floor. */
  readonly formalSigma: number;
  /** Enough comparison stars serve here. */
  readonly compared: boolean;
}

export interface Calibration<Star extends MeasuredStar = MeasuredStar> {
  readonly selected: readonly SelectedStar<Star>[];
  /** One a frame, in order. */
  readonly frames: readonly CalibratedFrame<Star>[];
  /** Stars that could have served. */
  readonly leftOut: readonly LeftOutStar<Star>[];
  readonly diagnostics: readonly string[];
}

/** Counts of one source on one frame. */
interface FrameCounts {
  readonly net: number;
  readonly sigma: number;
}

/** The target on a frame; NaN where its counts are no measure of it. */
export function targetOn({ target, doubtful }: EnsembleInput, frame: number): FrameCounts {
  return doubtful?.[frame]
    ? { net: Number.NaN, sigma: Number.NaN }
    : { net: target.net[frame], sigma: target.sigma[frame] };
}

/** Sum of the ensemble's counts on a frame and the target's counts over it, with propagated errors; NaN where there is no ratio. */
export function compareWithEnsemble({ net, sigma }: FrameCounts, stars: readonly SeriesCounts[], frame: number) {
  const total = stars.reduce((sum, star) => sum + star.net[frame], 0);
  const variance = stars.reduce((sum, star) => sum + star.sigma[frame] ** 2, 0);
  const ratio = total > 0 ? net / total : Number.NaN;
  const relative = Math.sqrt(sigma ** 2 / net ** 2 + variance / total ** 2);
  const ratioSigma = net > 0 ? Math.abs(ratio) * relative : Number.NaN;
  return { total, totalSigma: Math.sqrt(variance), ratio, ratioSigma };
}
