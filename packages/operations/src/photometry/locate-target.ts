import { AppError } from "@datalab/errors";
import { sexagesimal } from "@datalab/fits";
import { refineTrack } from "./refine-track.ts";
import type { SkyPosition } from "./separation.ts";
import { type Aim, midExposure, type SeriesFrame } from "./series-frame.ts";
import { sourceName } from "./source-rows.ts";
import { fitTrack, type TimedPosition, type Track } from "./track.ts";

/** Where the target is on each frame, and what to tell about how that was found. */
export interface LocatedTarget {
  readonly positions: readonly SkyPosition[];
  readonly diagnostics: readonly string[];
}

export type LocateTarget = (frames: readonly SeriesFrame[]) => LocatedTarget;

/** A target that stays where it is. */
export function fixedTarget({ ra, dec }: SkyPosition): LocateTarget {
  return (frames) => ({ positions: frames.map(() => ({ ra, dec })), diagnostics: [] });
}

/**
 * A target the telescope followed: CAT-RA (hours) and CAT-DEC (degrees) of each frame.
 * @throws AppError invalid for frames tracked on the stars and where a position cannot be read
 */
export function followedTarget(frames: readonly SeriesFrame[]): LocatedTarget {
  if (frames.some(({ aim }) => aim.sourceType === "EXTRASOLAR")) {
    throw invalid(
      "These frames were tracked on the stars (SRCTYPE=EXTRASOLAR); use Moving Target Aperture Photometry instead.",
    );
  }
  const positions = frames.map(({ aim, name }) => aimedAt(aim, name));
  const [first] = positions;
  const still = positions.every(({ ra, dec }) => ra === first.ra && dec === first.dec);
  const diagnostics =
    frames.length > 1 && still
      ? [`CAT-RA/CAT-DEC are the same on all ${frames.length} frames; a moving target would need one position a frame.`]
      : [];
  return { positions, diagnostics };
}

function aimedAt({ ra, dec }: Aim, name: string): SkyPosition {
  const position = { ra: sexagesimal(ra) * 15, dec: sexagesimal(dec) };
  if (Number.isFinite(position.ra) && Math.abs(position.dec) <= 90) return position;
  throw invalid(`${name} does not state where the target was (CAT-RA, CAT-DEC).`);
}

/** Arcsec: beyond, the target is anybody's guess. */
const largestSearch = 300;

/**
 * A target on a track through known positions, refined by what the catalogues show within `radius` arcsec of it.
 * @throws AppError invalid for a radius that is not in (0, 300], and later when no track fits the positions
 */
export function trackedTarget(samples: readonly TimedPosition[], radius: number): LocateTarget {
  if (!(radius > 0 && radius <= largestSearch)) {
    throw invalid(`The search radius must be positive and at most ${largestSearch} arcsec.`);
  }
  return (frames) => {
    const track = fitTrack(samples);
    const tracked = frames.map((frame) => ({
      mjd: midExposure(frame),
      ra: frame.rows.ra,
      dec: frame.rows.dec,
      label: (row: number) => sourceName(frame.rows, row) || String(row),
    }));
    const refined = refineTrack(track, samples, tracked, radius);
    return {
      positions: refined.positions,
      diagnostics: [...trackNotes(track, samples, frames), ...refined.diagnostics],
    };
  };
}

function trackNotes(track: Track, samples: readonly TimedPosition[], frames: readonly SeriesFrame[]): string[] {
  const times = samples.map((sample) => sample.mjd);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const hours = (last - first) * 24;
  const outside = frames.filter((frame) => midExposure(frame) < first || midExposure(frame) > last);
  return [
    `Track of degree ${track.degree} through ${samples.length} positions over ${hours.toFixed(2)} hours, ${track.rate.toFixed(3)} arcsec/min.`,
    ...(outside.length > 0
      ? [
          `The track is extrapolated for ${outside.map((frame) => frame.name).join(", ")}, taken outside the time span of the positions.`,
        ]
      : []),
    ...(track.degree < 2 && hours > 12
      ? [
          `Two positions ${hours.toFixed(1)} hours apart only give a straight line; a third one would show the curvature.`,
        ]
      : []),
  ];
}

function invalid(message: string): AppError {
  return new AppError("invalid", "photometry.target", message);
}
