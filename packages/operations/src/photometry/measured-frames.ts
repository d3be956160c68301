import { AppError } from "@datalab/errors";
import type { Candidate } from "./candidates.ts";
import type { CandidateCounts, MeasuredSeries, PlacedCounts, TargetCounts } from "./measured-series.ts";
import type { SkyPosition } from "./separation.ts";
import type { SeriesFrame } from "./series-frame.ts";

interface Measured extends MeasuredSeries {
  readonly frames: readonly SeriesFrame[];
  readonly positions: readonly SkyPosition[];
}

/**
 * The part of a series in which the target could be measured (D55), and a line for each frame left out.
 * @throws AppError invalid when nothing is left
 */
export function measuredFrames(series: Measured): Measured & { diagnostics: string[] } {
  const { frames, positions, target, stars } = series;
  const kept = frames.flatMap((_, index) => (Number.isNaN(target.net[index]) ? [] : [index]));
  if (kept.length === frames.length) return { ...series, diagnostics: [] };
  if (kept.length === 0) {
    throw new AppError("invalid", "photometry.unmeasured", "The target could not be measured on any frame.");
  }
  return {
    frames: kept.map((index) => frames[index]),
    positions: kept.map((index) => positions[index]),
    target: targetOn(target, kept),
    stars: stars.map((star) => starOn(star, kept)),
    diagnostics: frames
      .filter((_, index) => !kept.includes(index))
      .map((frame) => `${frame.name} is left out: the target could not be measured on it.`),
  };
}

function countsOn(counts: PlacedCounts, kept: readonly number[]): PlacedCounts {
  return {
    x: picked(counts.x, kept),
    y: picked(counts.y, kept),
    net: picked(counts.net, kept),
    sigma: picked(counts.sigma, kept),
    flags: Uint8Array.from(kept, (index) => counts.flags[index]),
  };
}

function targetOn(target: TargetCounts, kept: readonly number[]): TargetCounts {
  return {
    ...countsOn(target, kept),
    outside: picked(target.outside, kept),
    missing: picked(target.missing, kept),
    background: picked(target.background, kept),
    backgroundPixels: picked(target.backgroundPixels, kept),
  };
}

function picked(column: Float64Array, kept: readonly number[]): Float64Array {
  return Float64Array.from(kept, (index) => column[index]);
}

function starOn(star: CandidateCounts, kept: readonly number[]): CandidateCounts {
  const sightings = new Map<number, number>();
  kept.forEach((from, to) => {
    const row = star.candidate.sightings.get(from);
    if (row !== undefined) sightings.set(to, row);
  });
  const candidate: Candidate = { ...star.candidate, sightings };
  return { ...star, ...countsOn(star, kept), candidate };
}
