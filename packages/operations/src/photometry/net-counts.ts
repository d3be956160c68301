import type { ApertureSum } from "./aperture.ts";
import type { Background } from "./background.ts";

export interface Detector {
  /** e−/ADU, > 0. */
  readonly gain: number;
  /** e−. */
  readonly readNoise: number;
  /** A sky below zero is subtracted like any other; else it counts as zero, as the predecessor has it. */
  readonly negativeSky?: boolean;
}

export interface NetCounts {
  /** ADU. */
  readonly net: number;
  /** Its formal standard deviation, ADU. */
  readonly sigma: number;
}

/** Variance in ADU² that rounding to whole counts adds, as the reference has it (0.289²). */
const digitisation = 0.083521;

/**
 * Counts above the background and their standard deviation:
 * σ·g = √( max(net, 0)·g + A·(1 + A/n)·(B·g + R² + g²·0.083521) ), A the aperture's area, n and B ≥ 0 pixels and level of the background,
 * g gain, R read noise: the noise of source, sky, detector and of the sky's mean (Merline & Howell, Exp. Astron. 6, 163, 1995;
 * operations.md §8.4; dark current is none). A sky below zero, which images have whose sky was subtracted, adds no noise. Undefined for an aperture or a background without pixels.
 */
export function netCounts(
  { sum, area }: ApertureSum,
  background: Background,
  { gain, readNoise, negativeSky = false }: Detector,
): NetCounts | undefined {
  if (!(area > 0) || !(background.pixels > 0)) return undefined;
  const level = Math.max(background.mean, 0);
  const net = sum - (negativeSky ? background.mean : level) * area;
  const pixel = level * gain + readNoise * readNoise + gain * gain * digitisation;
  const variance = Math.max(net, 0) * gain + area * (1 + area / background.pixels) * pixel;
  return { net, sigma: Math.sqrt(variance) / gain };
}
