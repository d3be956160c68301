import { AppError } from "@datalab/errors";
import type { Calibration, EnsembleInput, MeasuredStar } from "./ensemble.ts";
import { extrapolationNotes, withErrorFloor } from "./error-floor.ts";
import { calibrateEvolving } from "./evolving-ensemble.ts";
import { calibrateShared } from "./shared-ensemble.ts";

/**
 * Magnitudes with the empirical error floor and all notes about them. One ensemble serves all frames; where that is not to be had
 * and `evolving` allows it, each frame has its own.
 * @throws AppError invalid when the target cannot be calibrated
 */
export function calibrate<Star extends MeasuredStar>(input: EnsembleInput<Star>, evolving: boolean): Calibration<Star> {
  const mayDropFrames = !input.olderRule;
  const calibration = withErrorFloor(evolving ? calibrateEitherWay(input) : calibrateShared(input, { mayDropFrames }));
  return { ...calibration, diagnostics: [...calibration.diagnostics, ...extrapolationNotes(calibration.frames)] };
}

function calibrateEitherWay<Star extends MeasuredStar>(input: EnsembleInput<Star>): Calibration<Star> {
  try {
    return calibrateShared(input);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== "invalid") throw error;
    const note = `No comparison stars serve all frames (${error.message}); each frame uses the stars it shows.`;
    const calibration = calibrateEvolving(input);
    return { ...calibration, diagnostics: [note, ...calibration.diagnostics] };
  }
}
