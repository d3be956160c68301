import type { MeasuredStar, SelectedStar } from "../ensemble.ts";
import { instrumentalMagnitude, magnitudesPerRelativeFlux } from "../magnitude.ts";
import { deviation, median } from "../statistics.ts";
import { rangeOf, variableStars } from "./variable-stars.ts";

/** Magnitudes: the predecessor's only rule. */
const mostVariability = 1;

/** A star that is not used, and why, in words that continue its name. */
export interface LeftOutStar<Star extends MeasuredStar = MeasuredStar> {
  readonly star: Star;
  readonly cause: "fault" | "variable" | "catalog";
  readonly reason: string;
}

interface JudgedStars<Star extends MeasuredStar> {
  readonly steady: readonly SelectedStar<Star>[];
  readonly leftOut: readonly LeftOutStar<Star>[];
}

/**
 * Splits stars that serve on all `frames` into steady ones and those that vary (`variableStars`), each judged about the median of the
 * steady ones on each frame, until no more are found. `olderRule`: the scatter about the median magnitude may be 1 mag, and that is all.
 */
export function steadyStars<Star extends MeasuredStar>(
  stars: readonly Star[],
  frames: readonly number[],
  olderRule: boolean,
): JudgedStars<Star> {
  let kept = stars.map((star) => readingsOf(star, frames));
  if (olderRule) {
    const judged = aboutMedian(kept, () => 0).map(selected);
    return { steady: judged.filter(({ variability }) => variability <= mostVariability), leftOut: [] };
  }
  const leftOut: LeftOutStar<Star>[] = [];
  for (;;) {
    const series = aboutMedian(kept, ({ brightness }) => brightness);
    const varying = new Set(variableStars(series));
    if (varying.size === 0) return { steady: series.map(selected), leftOut };
    for (const index of varying) leftOut.push(variable(series[index].star, series[index].magnitudes));
    kept = kept.filter((_, index) => !varying.has(index));
  }
}

/** `magnitudes`: about the zero points of their frames. */
export function variable<Star extends MeasuredStar>(star: Star, magnitudes: readonly number[]): LeftOutStar<Star> {
  return { star, cause: "variable", reason: `varies by ${rangeOf(magnitudes).toFixed(2)} mag` };
}

/** What a star's counts let expect of the scatter of its magnitudes: the median of their formal errors. */
export function formalScatter({ net, sigma }: MeasuredStar, frames: readonly number[]): number {
  return median(frames.map((frame) => (magnitudesPerRelativeFlux * sigma[frame]) / net[frame]));
}

interface Readings<Star extends MeasuredStar> {
  readonly star: Star;
  readonly magnitudes: readonly number[];
  readonly formal: number;
  readonly brightness: number;
}

function readingsOf<Star extends MeasuredStar>(star: Star, frames: readonly number[]): Readings<Star> {
  const magnitudes = frames.map((frame) => instrumentalMagnitude(star.net[frame]));
  return { star, magnitudes, formal: formalScatter(star, frames), brightness: median(magnitudes) };
}

/**
 * Magnitudes less the median of all stars' on their frame, each star's counted from a level of its own; without one, a star that passes
 * another in brightness moves the median.
 */
function aboutMedian<Star extends MeasuredStar>(
  stars: readonly Readings<Star>[],
  levelOf: (star: Readings<Star>) => number,
): Readings<Star>[] {
  const levels = stars.map(levelOf);
  const offsets = stars[0]?.magnitudes.map((_, frame) =>
    stars.length > 1 ? median(stars.map(({ magnitudes }, index) => magnitudes[frame] - levels[index])) : 0,
  );
  return stars.map((one) => ({
    ...one,
    magnitudes: one.magnitudes.map((magnitude, frame) => magnitude - offsets[frame]),
  }));
}

function selected<Star extends MeasuredStar>({ star, magnitudes, brightness }: Readings<Star>): SelectedStar<Star> {
  return { star, variability: deviation(magnitudes), instrumentalMagnitude: brightness };
}
