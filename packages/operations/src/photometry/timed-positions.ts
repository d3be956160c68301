import { AppError } from "@datalab/errors";
import type { SourcePosition } from "../wizard.ts";
import type { TimedPosition } from "./track.ts";

const mostPositions = 1000;

/**
 * Positions of a moving target in order of time.
 * @throws AppError invalid when one has no time, two have the same, or there are more than 1000
 */
export function timedPositions(positions: readonly SourcePosition[]): TimedPosition[] {
  if (positions.length > mostPositions) throw invalid(`At most ${mostPositions} target positions may be given.`);
  const timed = positions.map(({ ra, dec, mjd }) => {
    if (mjd === undefined) throw invalid("Every position of a moving target needs its time, mjd.");
    return { ra, dec, mjd };
  });
  if (new Set(timed.map(({ mjd }) => mjd)).size < timed.length) {
    throw invalid("Two positions of a moving target have the same time.");
  }
  return timed.sort((a, b) => a.mjd - b.mjd);
}

function invalid(message: string): AppError {
  return new AppError("invalid", "photometry.positions", message);
}
