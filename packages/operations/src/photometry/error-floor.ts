import type { CalibratedFrame, Calibration, MeasuredStar } from "./ensemble.ts";
import { instrumentalMagnitude } from "./magnitude.ts";
import { deviation, median } from "./statistics.ts";

const fewestValues = 3;
/** Magnitudes: rounding alone gives stars without scatter one this small. */
const noScatter = 1e-9;
/** Magnitudes beyond the comparison stars that still count as covered by them. */
const extrapolationMargin = 0.1;

/**
 * The scatter that comparison stars show about their own means, in magnitudes: what the formal errors leave out. The median over
 * stars with three values at least on frames where the target has a magnitude; 0 when there are none.
 */
export function errorFloor(frames: readonly CalibratedFrame[]): number {
  const values = new Map<MeasuredStar, number[]>();
  frames.forEach(({ stars, zeroPoint, magnitude }, frame) => {
    if (!Number.isFinite(magnitude)) return;
    for (const star of stars) {
      const series = values.get(star) ?? [];
      if (series.length === 0) values.set(star, series);
      series.push(instrumentalMagnitude(star.net[frame]) + zeroPoint);
    }
  });
  const scatters = [...values.values()]
    .filter((series) => series.length >= fewestValues)
    .map((series) => deviation(series));
  return median(scatters) || 0;
}

/** The calibration with the floor added in quadrature to every error of a magnitude, and a diagnostic that says so. */
export function withErrorFloor<Star extends MeasuredStar>(calibration: Calibration<Star>): Calibration<Star> {
  const floor = errorFloor(calibration.frames);
  if (!(floor > noScatter)) return calibration;
  const note = `An error floor of ${(floor * 1000).toFixed(1)} mmag, the scatter of the comparison stars, is included in the magnitude errors.`;
  return {
    ...calibration,
    frames: calibration.frames.map((frame) => ({
      ...frame,
      magnitudeSigma: Number.isFinite(frame.magnitudeSigma)
        ? Math.hypot(frame.magnitudeSigma, floor)
        : frame.magnitudeSigma,
    })),
    diagnostics: [...calibration.diagnostics, note],
  };
}

/** A warning when the target is brighter or fainter than all comparison stars; none otherwise. */
export function extrapolationNotes(frames: readonly CalibratedFrame[]): string[] {
  const target = median(frames.map((frame) => frame.magnitude).filter(Number.isFinite));
  const references = frames.flatMap((frame) => frame.stars.map((star) => star.referenceMagnitude));
  const brightest = references.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const faintest = references.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const offset = Math.max(brightest - target, target - faintest);
  if (!(offset > extrapolationMargin)) return [];
  return [
    `The target (${target.toFixed(2)} mag) is ${offset.toFixed(2)} mag outside the range of its comparison stars (${brightest.toFixed(2)} to ${faintest.toFixed(2)} mag); its magnitudes are extrapolated.`,
  ];
}
