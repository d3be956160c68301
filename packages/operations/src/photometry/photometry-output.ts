import type { UtcMoment } from "@datalab/fits";
import { observationTimes } from "../time/observation-times.ts";
import type { CalibratedFrame, Calibration, SelectedStar } from "./ensemble.ts";
import { frameDiagnostics } from "./frame-diagnostics.ts";
import type { ApertureRadii } from "./measure-position.ts";
import type { CandidateCounts, TargetCounts } from "./measured-series.ts";
import { noteSentences } from "./quality/note-lines.ts";
import type { PointNote } from "./quality/point-flags.ts";
import type { SkyPosition } from "./separation.ts";
import type { SeriesFrame } from "./series-frame.ts";
import { sourceLabel } from "./source-rows.ts";

/** A series measured and calibrated; all lists have one entry a frame. */
export interface PhotometrySeries {
  readonly frames: readonly SeriesFrame[];
  readonly positions: readonly SkyPosition[];
  readonly target: TargetCounts;
  readonly calibration: Calibration<CandidateCounts>;
  /** What is known about the target's point of each frame. */
  readonly notes: readonly PointNote[][];
  /** Magnitudes are given whatever is wrong with the counts, as the predecessor does. */
  readonly parity: boolean;
}

/** Radii, light curve, comparison stars and per-frame diagnostics, with the names of the wire (operations.md §8.11). */
export function photometryOutput(series: PhotometrySeries, radii: ApertureRadii): Record<string, unknown> {
  const { frames, calibration, notes, parity } = series;
  return {
    aperture_radius: radii.aperture,
    annulus_inner_radius: radii.annulusInner,
    annulus_outer_radius: radii.annulusOuter,
    light_curve: frames.map((_, index) => lightCurveRow(series, index)),
    selected_comparison_stars: calibration.selected.map((selected) => comparisonStar(selected, frames)),
    diagnostics: Object.fromEntries(
      frames.map(({ name, rows }, index) => [
        name,
        [
          ...frameDiagnostics(calibration.frames[index], rows, index),
          ...(parity ? [] : noteSentences(notes[index], { parity })),
        ],
      ]),
    ),
    source: { name: frames[0].aim.object, ...series.positions[0] },
  };
}

function lightCurveRow({ frames, positions, target, calibration, notes, parity }: PhotometrySeries, index: number) {
  const frame = frames[index];
  const calibrated: CalibratedFrame = calibration.frames[index];
  return {
    fits_path: frame.name,
    date_obs: isoText(frame.start),
    ...timesOf(frame, positions[index]),
    target_ra_deg: positions[index].ra,
    target_dec_deg: positions[index].dec,
    target_centroid_x: target.x[index],
    target_centroid_y: target.y[index],
    target_net_source_counts: target.net[index],
    target_source_uncertainty: target.sigma[index],
    comparison_ensemble_total_counts: calibrated.total,
    comparison_ensemble_uncertainty: calibrated.totalSigma,
    target_differential_flux: calibrated.ratio,
    target_differential_flux_uncertainty: calibrated.ratioSigma,
    target_calibrated_apparent_magnitude: calibrated.magnitude,
    target_calibrated_apparent_magnitude_uncertainty: calibrated.magnitudeSigma,
    target_calibrated_apparent_magnitude_formal_uncertainty: calibrated.formalSigma,
    flags: notes[index].map(({ flag }) => flag),
    flag_notes: noteSentences(notes[index], { parity }),
  };
}

function timesOf({ start, toMiddle, site }: SeriesFrame, direction: SkyPosition) {
  const times = observationTimes({ dateObs: start, toMiddle, site, direction });
  return { julian_date: times?.startJd ?? null, bjd_tdb: times?.bjdTdb ?? null, hjd: times?.hjd ?? null };
}

function comparisonStar(
  { star, variability, instrumentalMagnitude }: SelectedStar<CandidateCounts>,
  frames: readonly SeriesFrame[],
) {
  const { candidate } = star;
  const sightings = [...candidate.sightings].sort(([a], [b]) => a - b);
  return {
    candidate_id: candidate.id,
    ra_deg: candidate.ra,
    dec_deg: candidate.dec,
    reference_magnitude: candidate.referenceMagnitude,
    reference_magnitude_source: "second_hdu",
    source_catalog_by_frame: Object.fromEntries(
      sightings.map(([index, row]) => {
        const { name, rows } = frames[index];
        return [name, { source_label: sourceLabel(rows, row), flux: rows.flux[row], mag: rows.mag[row] }];
      }),
    ),
    variability_score: variability,
    isolation_arcsec: candidate.isolation,
    target_separation_px: candidate.targetSeparation,
    measured_instrumental_magnitude: instrumentalMagnitude,
  };
}

/** ISO 8601 with `Z`; microseconds only where there are any. */
function isoText({ day, seconds }: UtcMoment): string {
  const micros = Math.round(seconds * 1e6);
  const whole = Math.floor(micros / 1e6);
  const text = new Date((day - 40587) * 86_400_000 + whole * 1000).toISOString().slice(0, 19);
  const fraction = micros % 1e6;
  return `${text}${fraction === 0 ? "" : `.${String(fraction).padStart(6, "0")}`}Z`;
}
