import { AppError } from "@datalab/errors";
import { compareText } from "../compare-text.ts";
import {
  type CalibratedFrame,
  type Calibration,
  compareWithEnsemble,
  type EnsembleInput,
  type MeasuredStar,
  type SelectedStar,
  targetOn,
} from "./ensemble.ts";
import { countsOf, instrumentalMagnitude, magnitudesPerRelativeFlux } from "./magnitude.ts";
import { frameToDrop, servesOn } from "./quality/dropped-frames.ts";
import { commonLines } from "./quality/note-lines.ts";
import { type LeftOutStar, steadyStars } from "./quality/steady-stars.ts";
import { median } from "./statistics.ts";

/** Magnitudes: a star whose catalogue magnitude is off by more is no comparison. */
const mostResidual = 0.5;

const givenUp =
  "too few comparison stars can be used here, so the target has no magnitude; with it there would be too few for all frames.";

interface SharedRules {
  /** Frames that keep stars from serving all frames may go without a magnitude when there are too few stars otherwise. */
  readonly mayDropFrames?: boolean;
}

/**
 * Calibration by one ensemble of stars for all frames (operations.md §8.8; inhomogeneous ensemble photometry with equal weights,
 * after Honeycutt 1992, PASP 104, 435): stars measured on every frame, steady, and true to their catalogue magnitude, the nearest
 * in brightness to the target first. The zero point of a frame makes the ensemble's summed counts its summed catalogue flux.
 * @throws AppError invalid without counts of the target or with fewer than `minimum` such stars
 */
export function calibrateShared<Star extends MeasuredStar>(
  input: EnsembleInput<Star>,
  { mayDropFrames = false }: SharedRules = {},
): Calibration<Star> {
  const choice = chooseStars(input, brightnessOf(input), mayDropFrames);
  const stars = choice.selected.map(({ star }) => star);
  const reference = stars.reduce((sum, star) => sum + countsOf(star.referenceMagnitude), 0);
  return {
    selected: choice.selected,
    frames: input.frames.map((_, frame) => calibrateFrame(input, stars, reference, frame)),
    leftOut: choice.leftOut,
    diagnostics: commonLines(
      input.frames,
      input.frames.map((_, frame) => (choice.dropped.includes(frame) ? [givenUp] : [])),
    ),
  };
}

/** Median instrumental magnitude of the target, where its counts can be trusted if that is anywhere. */
function brightnessOf(input: EnsembleInput): number {
  const trusted = input.frames.map((_, frame) => instrumentalMagnitude(targetOn(input, frame).net));
  const all = Array.from(input.target.net, instrumentalMagnitude);
  const seen = [trusted, all].map((magnitudes) => magnitudes.filter(Number.isFinite)).find(({ length }) => length > 0);
  if (!seen) throw calibrationError("The target shows no light above the sky on any frame.");
  return median(seen);
}

interface Choice<Star extends MeasuredStar> {
  readonly selected: SelectedStar<Star>[];
  readonly leftOut: readonly LeftOutStar<Star>[];
  readonly dropped: readonly number[];
}

/** The ensemble for as many frames as can have one. */
function chooseStars<Star extends MeasuredStar>(
  input: EnsembleInput<Star>,
  brightness: number,
  mayDropFrames: boolean,
): Choice<Star> {
  let frames = [...input.frames.keys()];
  const dropped: number[] = [];
  const candidates = input.stars.filter((star) => frames.some((frame) => servesOn(star, frame)));
  let judged = judge(input, frames);
  while (judged.stars.length < input.minimum) {
    const frame = mayDropFrames && candidates.length >= input.minimum ? frameToDrop(candidates, frames) : undefined;
    if (frame === undefined) throw tooFew(input, judge(input, [...input.frames.keys()]));
    frames = frames.filter((other) => other !== frame);
    dropped.push(frame);
    judged = judge(input, frames);
  }
  const distance = (one: SelectedStar) => Math.abs(one.instrumentalMagnitude - brightness);
  const selected = judged.stars
    .sort(
      (a, b) =>
        distance(a) - distance(b) ||
        orderOfIsolation(a.star.isolation, b.star.isolation) ||
        compareText(a.star.id, b.star.id),
    )
    .slice(0, input.maximum);
  return { selected, leftOut: judged.leftOut, dropped };
}

/** Stars that serve on all of these frames, steady and true to the catalogue, and why others are not among them. */
function judge<Star extends MeasuredStar>(
  { stars, minimum, olderRule = false }: EnsembleInput<Star>,
  frames: readonly number[],
) {
  const eligible = stars.filter((star) => frames.every((frame) => servesOn(star, frame)));
  const faulty = stars.flatMap((star): LeftOutStar<Star>[] =>
    star.fault === undefined || eligible.includes(star) ? [] : [{ star, cause: "fault", reason: star.fault }],
  );
  if (eligible.length < minimum) return { eligible: eligible.length, stars: [], leftOut: faulty };
  const { steady, leftOut } = steadyStars(eligible, frames, olderRule);
  const { kept, off } = trueToCatalogue(steady);
  return { eligible: eligible.length, stars: kept, leftOut: olderRule ? [] : [...faulty, ...leftOut, ...off] };
}

function tooFew(
  { minimum, olderRule }: EnsembleInput,
  { eligible, leftOut }: { eligible: number; leftOut: readonly LeftOutStar[] },
): AppError {
  const text = "Too few suitable comparison stars.";
  if (olderRule) return calibrationError(text);
  const reasons = leftOut.slice(0, 5).map(({ star, reason }) => `${star.id} ${reason}`);
  const found = `${eligible} could be measured on all frames without a fault${reasons.length > 0 ? ` (${reasons.join(", ")})` : ""}`;
  return calibrationError(`${text} ${found}; ${minimum} are needed.`);
}

/** Most isolated first. */
function orderOfIsolation(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

/** Three stars or more outvote one whose catalogue magnitude is wrong. */
function trueToCatalogue<Star extends MeasuredStar>(stars: readonly SelectedStar<Star>[]) {
  const residuals = stars.map((one) => one.star.referenceMagnitude - one.instrumentalMagnitude);
  const middle = median(residuals);
  const isOff = (index: number) => stars.length >= 3 && Math.abs(residuals[index] - middle) > mostResidual;
  const kept = stars.filter((_, index) => !isOff(index));
  if (kept.length === 0) return { kept: [...stars], off: [] };
  const off = stars.flatMap(({ star }, index): LeftOutStar<Star>[] =>
    isOff(index)
      ? [
          {
            star,
            cause: "catalog",
            reason: `is ${Math.abs(residuals[index] - middle).toFixed(2)} mag off its catalog magnitude`,
          },
        ]
      : [],
  );
  return { kept, off };
}

function calibrateFrame<Star extends MeasuredStar>(
  input: EnsembleInput<Star>,
  stars: readonly Star[],
  reference: number,
  frame: number,
): CalibratedFrame<Star> {
  const target = targetOn(input, frame);
  const compared = compareWithEnsemble(target, stars, frame);
  const zeroPoint = 2.5 * Math.log10(compared.total) + instrumentalMagnitude(reference);
  const shines = compared.ratio * reference > 0;
  const sigma = shines ? (magnitudesPerRelativeFlux * compared.ratioSigma) / compared.ratio : Number.NaN;
  return {
    stars,
    zeroPoint,
    ...compared,
    magnitude: shines ? instrumentalMagnitude(target.net) + zeroPoint : Number.NaN,
    magnitudeSigma: sigma,
    formalSigma: sigma,
    compared: Number.isFinite(compared.total),
  };
}

export function calibrationError(message: string): AppError {
  return new AppError("invalid", "photometry.calibration", message);
}
