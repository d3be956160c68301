import { type ApertureFractions, type ApertureSum, apertureSum } from "./aperture.ts";
import { annulusBackground, type Background } from "./background.ts";
import { locateCentroid } from "./centroid.ts";
import { type Detector, type NetCounts, netCounts } from "./net-counts.ts";
import type { PixelPatch } from "./pixel-patch.ts";

/** What is measured at a position (operations.md §8.8). */
export interface MeasurePosition {
  /** Expected centre, PE pixels (centre of the first pixel 0.5). */
  readonly x: number;
  readonly y: number;
  /** star: measured at its centroid or not at all. target: where the centroid fails or lies more than 6 px away, measured at (x, y). */
  readonly role: "target" | "star";
}

/** Pixels. */
export interface ApertureRadii {
  readonly aperture: number;
  readonly annulusInner: number;
  readonly annulusOuter: number;
}

export interface MeasureSettings extends Detector {
  readonly radii: ApertureRadii;
  readonly fractions: ApertureFractions;
}

export interface PositionMeasurement extends NetCounts {
  /** Where the aperture lay, PE pixels. */
  readonly x: number;
  readonly y: number;
  /** At the expected centre instead of the centroid. */
  readonly atStart: boolean;
  readonly aperture: ApertureSum;
  readonly background: Background;
}

/** A centroid further from where a target must be is another star. */
const largestShift = 6;

/**
 * Centroid, background with stars removed, aperture and noise at one position; undefined where one of them cannot be had. `sky`: a
 * faster way to the same background.
 */
export function measurePosition(
  patch: PixelPatch,
  position: MeasurePosition,
  { radii, fractions, ...detector }: MeasureSettings,
  sky = (x: number, y: number): Background =>
    annulusBackground(patch, { x, y, inner: radii.annulusInner, outer: radii.annulusOuter }),
): PositionMeasurement | undefined {
  const radius = radii.aperture;
  const found = locateCentroid(patch, position, radius, sky);
  const near = Math.hypot(found.x - position.x, found.y - position.y) <= largestShift;
  const atStart = found.message !== "" || (position.role === "target" && !near);
  if (atStart && position.role === "star") return undefined;
  const { x, y } = atStart ? position : found;
  const background = sky(x, y);
  const aperture = apertureSum(patch, x, y, radius, fractions);
  const counts = netCounts(aperture, background, detector);
  return counts && { x, y, atStart, aperture, background, ...counts };
}
