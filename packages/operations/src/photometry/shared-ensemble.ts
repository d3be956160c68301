import { AppError } from "@datalab/errors";
import { compareText } from "../compare-text.ts";
import {
  type CalibratedFrame,
  type Calibration,
  compareWithEnsemble,
  type EnsembleInput,
  type MeasuredStar,
  type SelectedStar,
} from "./ensemble.ts";
import { countsOf, instrumentalMagnitude, magnitudesPerRelativeFlux } from "./magnitude.ts";
import { deviation, median } from "./statistics.ts";

/** Magnitudes: a star that varies more, or whose catalogue magnitude is off by more, is no comparison. */
const mostVariability = 1;
const mostResidual = 0.5;

/**
 * Calibration by one ensemble of stars for all frames (operations.md §8.8; inhomogeneous ensemble photometry with equal weights,
 * after Honeycutt 1992, PASP 104, 435): stars measured on every frame, steady, and true to their catalogue magnitude, the nearest
 * in brightness to the target first. The zero point of a frame makes the ensemble's summed counts its summed catalogue flux.
 * @throws AppError invalid without counts of the target or with fewer than `minimum` such stars
 */
export function calibrateShared<Star extends MeasuredStar>(input: EnsembleInput<Star>): Calibration<Star> {
  const { target, frames } = input;
  const seen = Array.from(target.net, instrumentalMagnitude).filter(Number.isFinite);
  if (seen.length === 0) throw calibrationError("The target shows no light above the sky on any frame.");
  const selected = selectStars(input, median(seen));
  const stars = selected.map(({ star }) => star);
  const reference = stars.reduce((sum, star) => sum + countsOf(star.referenceMagnitude), 0);
  return {
    selected,
    frames: frames.map((_, frame) => calibrateFrame(input, stars, reference, frame)),
    diagnostics: [],
  };
}

function selectStars<Star extends MeasuredStar>(
  { frames, stars, minimum, maximum }: EnsembleInput<Star>,
  targetMagnitude: number,
): SelectedStar<Star>[] {
  const eligible = stars.filter(({ net }) => net.every((counts) => counts > 0 && Number.isFinite(counts)));
  const magnitudes = eligible.map(({ net }) => Array.from(net, instrumentalMagnitude));
  const offsets = frames.map((_, frame) =>
    eligible.length > 1 ? median(magnitudes.map((series) => series[frame])) : 0,
  );
  const judged = eligible.map((star, index) => ({
    star,
    variability: deviation(magnitudes[index].map((magnitude, frame) => magnitude - offsets[frame])),
    instrumentalMagnitude: median(magnitudes[index]),
  }));
  const steady = trueToCatalogue(judged.filter(({ variability }) => variability <= mostVariability));
  if (steady.length < minimum) throw calibrationError("Too few suitable comparison stars.");
  const distance = (one: SelectedStar) => Math.abs(one.instrumentalMagnitude - targetMagnitude);
  return steady
    .sort(
      (a, b) =>
        distance(a) - distance(b) ||
        orderOfIsolation(a.star.isolation, b.star.isolation) ||
        compareText(a.star.id, b.star.id),
    )
    .slice(0, maximum);
}

/** Most isolated first. */
function orderOfIsolation(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function trueToCatalogue<Selected extends SelectedStar>(stars: Selected[]): Selected[] {
  if (stars.length < 3) return stars;
  const residuals = stars.map((one) => one.star.referenceMagnitude - one.instrumentalMagnitude);
  const middle = median(residuals);
  const kept = stars.filter((_, index) => Math.abs(residuals[index] - middle) <= mostResidual);
  return kept.length > 0 ? kept : stars;
}

function calibrateFrame<Star extends MeasuredStar>(
  { target }: EnsembleInput<Star>,
  stars: readonly Star[],
  reference: number,
  frame: number,
): CalibratedFrame<Star> {
  const compared = compareWithEnsemble(target, stars, frame);
  const zeroPoint = 2.5 * Math.log10(compared.total) + instrumentalMagnitude(reference);
  const shines = compared.ratio * reference > 0;
  const sigma = shines ? (magnitudesPerRelativeFlux * compared.ratioSigma) / compared.ratio : Number.NaN;
  return {
    stars,
    zeroPoint,
    ...compared,
    magnitude: shines ? instrumentalMagnitude(target.net[frame]) + zeroPoint : Number.NaN,
    magnitudeSigma: sigma,
    formalSigma: sigma,
  };
}

export function calibrationError(message: string): AppError {
  return new AppError("invalid", "photometry.calibration", message);
}
