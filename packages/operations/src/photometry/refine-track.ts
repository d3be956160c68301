import { AppError } from "@datalab/errors";
import { type SkyPosition, separation } from "./separation.ts";
import { type SkyIndex, skyIndex } from "./sky-index.ts";
import { median } from "./statistics.ts";
import { fitTrack, type TimedPosition, type Track } from "./track.ts";

/** A frame as the refinement sees it. */
export interface TrackedFrame {
  /** Middle of the exposure, MJD. */
  readonly mjd: number;
  /** Degrees; rows with NaN are passed over. */
  readonly ra: Float64Array;
  readonly dec: Float64Array;
  /** What a row is called in diagnostics. */
  label(row: number): string;
}

export interface RefinedTrack {
  /** One a frame. */
  readonly positions: readonly SkyPosition[];
  readonly diagnostics: readonly string[];
}

interface Pick extends TimedPosition {
  readonly frame: number;
  readonly label: string;
}

/** Arcsec: rows this close on two frames are one source. */
const sameSource = 1.5;
/** A source seen here on this many other frames is a star. */
const starSightings = 3;
const fewestFrames = 3;
const fewestDiscriminating = 2;
const fewestPicks = 3;
const clipFactor = 3;
const smallestScale = 1;
const clipRounds = 3;
/** Arcsec: picks that spread less than this did not move. */
const stationarySpread = 2;

/**
 * Improves a predicted track by what the frames' catalogues hold near it (operations.md §8.6): on each frame the nearest source
 * within `radius` arcsec that does not stand still is picked; a robust track through picks and `samples` gives all positions.
 * Where too little is found the predictions are kept, and a diagnostic says why.
 */
export function refineTrack(
  track: Track,
  samples: readonly TimedPosition[],
  frames: readonly TrackedFrame[],
  radius: number,
): RefinedTrack {
  const predicted = frames.map((frame) => track.at(frame.mjd));
  const notes: string[] = [];
  const keep = (reason: string): RefinedTrack => ({
    positions: predicted,
    diagnostics: [...notes, `Catalog refinement: ${reason}; the predicted positions are used.`],
  });
  if (frames.length < fewestFrames) return keep(`${frames.length} frames are fewer than ${fewestFrames}`);

  const partners = predicted.map((here) => otherFrames(predicted, (there) => separation(here, there) > sameSource));
  const undecided = partners.filter((list) => list.length < fewestDiscriminating).length;
  if (undecided > 0) {
    notes.push(`Catalog refinement: on ${undecided} frames the target moves too little to be told from stars.`);
  }
  const picks = pickSources(frames, predicted, partners, radius);
  if (picks.length < fewestPicks) return keep(`the target was found on ${picks.length} frames only`);

  const accepted = clipPicks(picks);
  if (accepted.length < fewestPicks) return keep("the sources found do not lie on one track");
  const expected = accepted.map((pick) => predicted[pick.frame]);
  if (spread(accepted) < stationarySpread && spread(expected) >= stationarySpread) {
    return keep("the sources found do not move, so a field star was followed");
  }
  const refit = attempt(() => fitTrack([...accepted, ...samples]));
  if (!refit) return keep("no track fits the sources found and the given positions");
  const positions = frames.map((frame) => refit.at(frame.mjd));
  return { positions, diagnostics: [...notes, ...report(picks, accepted, refit, positions, predicted)] };
}

function otherFrames(positions: readonly SkyPosition[], wanted: (position: SkyPosition) => boolean): number[] {
  return positions.flatMap((position, index) => (wanted(position) ? [index] : []));
}

function pickSources(
  frames: readonly TrackedFrame[],
  predicted: readonly SkyPosition[],
  partners: readonly number[][],
  radius: number,
): Pick[] {
  const catalogues = frames.map(({ ra, dec }) => skyIndex({ ra, dec }, finiteRows(ra, dec)));
  const seen = (frame: number, position: SkyPosition) => catalogues[frame].near(position, sameSource).length > 0;
  return frames.flatMap((frame, index) => {
    const others = partners[index];
    const standsStill = (position: SkyPosition) => {
      if (others.length < fewestDiscriminating) return false;
      const enough = Math.min(starSightings, others.length);
      let sightings = 0;
      for (const other of others) if (seen(other, position) && ++sightings >= enough) return true;
      return false;
    };
    for (const row of nearestFirst(catalogues[index], predicted[index], radius)) {
      const position = rowOf(frame, row);
      if (!standsStill(position)) return [{ ...position, mjd: frame.mjd, frame: index, label: frame.label(row) }];
    }
    return [];
  });
}

function finiteRows(ra: Float64Array, dec: Float64Array): number[] {
  return Array.from(ra.keys()).filter((row) => Number.isFinite(ra[row]) && Number.isFinite(dec[row]));
}

function rowOf({ ra, dec }: TrackedFrame, row: number): SkyPosition {
  return { ra: ra[row], dec: dec[row] };
}

function nearestFirst(catalogue: SkyIndex, centre: SkyPosition, radius: number): number[] {
  return catalogue
    .near(centre, radius)
    .sort((a, b) => a.distance - b.distance || a.index - b.index)
    .map(({ index }) => index);
}

/** The picks that a common track passes; picks of one moment only have none. */
function clipPicks(picks: readonly Pick[]): readonly Pick[] {
  let kept = picks;
  for (let round = 0; round < clipRounds && kept.length >= fewestPicks; round++) {
    const track = attempt(() => fitTrack(kept));
    if (!track) return [];
    const residuals = kept.map((pick) => separation(pick, track.at(pick.mjd)));
    const limit = clipFactor * Math.max(1.4826 * median(residuals), smallestScale);
    const next = kept.filter((_, index) => residuals[index] <= limit);
    if (next.length === kept.length) break;
    kept = next;
  }
  return kept;
}

/** Arcsec between the two positions farthest apart. */
function spread(positions: readonly SkyPosition[]): number {
  let widest = 0;
  for (const a of positions) for (const b of positions) widest = Math.max(widest, separation(a, b));
  return widest;
}

function report(
  picks: readonly Pick[],
  accepted: readonly Pick[],
  refit: Track,
  positions: readonly SkyPosition[],
  predicted: readonly SkyPosition[],
): string[] {
  const squares = accepted.map((pick) => separation(pick, refit.at(pick.mjd)) ** 2);
  const rms = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  const shift = median(positions.map((position, index) => separation(position, predicted[index])));
  const rejected = picks.filter((pick) => !accepted.includes(pick)).map((pick) => pick.label);
  const without = positions.length - picks.length;
  return [
    `Catalog refinement: target located on ${accepted.length} of ${positions.length} frames, RMS ${rms.toFixed(2)} arcsec, median shift ${shift.toFixed(2)} arcsec.`,
    ...(rejected.length > 0
      ? [`Catalog refinement: sources off the track were left out: ${rejected.join(", ")}.`]
      : []),
    ...(without > 0 ? [`Catalog refinement: no moving source near the track on ${without} frames.`] : []),
  ];
}

function attempt(fit: () => Track): Track | undefined {
  try {
    return fit();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
