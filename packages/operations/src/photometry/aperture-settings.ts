import { AppError } from "@datalab/errors";
import type { ApertureRadii } from "./measure-position.ts";

/** What a request for photometry says about measuring. */
export interface ApertureSettings {
  /** Arcsec. */
  readonly radii: ApertureRadii;
  /** Comparison stars. */
  readonly minimum: number;
  readonly maximum: number;
  /** Samples of the period search's bootstrap, 0 for none. */
  readonly bootstrapSamples: number;
}

interface RequestedSettings {
  readonly aperture_radius: number;
  readonly annulus_inner_radius: number;
  readonly annulus_outer_radius: number;
  readonly min_comparisons: number;
  readonly max_comparisons: number;
  readonly bootstrap_samples: number;
}

const largestRadius = 300;
const mostComparisons = 100;

/** @throws AppError invalid for settings that nothing can be measured with, or that cost too much */
export function apertureSettings(requested: RequestedSettings): ApertureSettings {
  const { min_comparisons: minimum, max_comparisons: maximum } = requested;
  const radii = {
    aperture: requested.aperture_radius,
    annulusInner: requested.annulus_inner_radius,
    annulusOuter: requested.annulus_outer_radius,
  };
  if (!(radii.aperture > 0)) throw invalid("The aperture radius must be positive.");
  if (!(radii.annulusInner > radii.aperture)) throw invalid("The sky ring must begin outside the aperture.");
  if (!(radii.annulusOuter > radii.annulusInner))
    throw invalid("The sky ring's outer radius must exceed its inner one.");
  if (radii.annulusOuter > largestRadius) throw invalid(`Radii may be at most ${largestRadius} arcsec.`);
  if (!(minimum > 0 && maximum >= minimum)) {
    throw invalid("The numbers of comparison stars must be positive, the most not below the fewest.");
  }
  if (maximum > mostComparisons) throw invalid(`At most ${mostComparisons} comparison stars may be used.`);
  return { radii, minimum, maximum, bootstrapSamples: requested.bootstrap_samples };
}

function invalid(message: string): AppError {
  return new AppError("invalid", "photometry.settings", message);
}
