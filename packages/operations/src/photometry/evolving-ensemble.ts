import { compareText } from "../compare-text.ts";
import {
  type CalibratedFrame,
  type Calibration,
  compareWithEnsemble,
  type EnsembleInput,
  type MeasuredStar,
  targetOn,
} from "./ensemble.ts";
import { instrumentalMagnitude, magnitudesPerRelativeFlux } from "./magnitude.ts";
import { formalScatter, type LeftOutStar, variable } from "./quality/steady-stars.ts";
import { variableStars } from "./quality/variable-stars.ts";
import { calibrationError } from "./shared-ensemble.ts";
import {
  componentsOf,
  framesOf,
  type MagnitudeSolution,
  type MagnitudeTable,
  solveMagnitudes,
} from "./solve-magnitudes.ts";
import { deviation, median } from "./statistics.ts";

/** Magnitudes: a star that scatters more about the solution is left out, by the predecessor's only rule. */
const mostScatter = 1;
/** Variable stars found at once; each time the rest is solved again. */
const mostSolutions = 5;

/**
 * Calibration by stars that change from frame to frame, for a target that crosses fields (operations.md §8.8): star magnitudes
 * and zero points of all frames are solved together by alternating medians, tied to the catalogue; each frame then uses the
 * stars it shows, at most `maximum`, the nearest in brightness to the target first. Frames with fewer than `minimum` stars get
 * no magnitude and a diagnostic.
 * @throws AppError invalid when no star was measured on any frame
 */
export function calibrateEvolving<Star extends MeasuredStar>(input: EnsembleInput<Star>): Calibration<Star> {
  const diagnostics: string[] = [];
  const all: MagnitudeTable<Star> = {
    frames: input.frames.length,
    stars: input.stars
      .filter((star) => Number.isFinite(star.referenceMagnitude))
      .map((star) => ({ star, magnitudes: Float64Array.from(star.net, instrumentalMagnitude) }))
      .filter(({ magnitudes }) => magnitudes.some(Number.isFinite)),
  };
  if (all.stars.length === 0) throw calibrationError("No comparison star could be measured on any frame.");
  const components = componentsOf(all).length;
  if (components > 1) {
    diagnostics.push(
      `The frames fall into ${components} groups without common comparison stars; each is tied to the catalog by itself.`,
    );
  }
  const { table, solution, leftOut } = input.olderRule ? solveWithoutOutliers(all) : solveWithoutVariables(all);
  const frames = input.frames.map((name, frame) => calibrateFrame(input, table, solution, frame, name, diagnostics));
  const used = [...new Set(frames.flatMap(({ stars }) => stars))].sort((a, b) => compareText(a.id, b.id));
  if (used.length === 0) throw calibrationError("No comparison star could be used on any frame.");
  return {
    selected: used.map((star) => ({
      star,
      variability: Number.POSITIVE_INFINITY,
      instrumentalMagnitude: Number.POSITIVE_INFINITY,
    })),
    frames,
    leftOut: input.olderRule ? [] : [...uselessStars(input.stars), ...leftOut],
    diagnostics,
  };
}

/** Stars whose faults leave no frame to use them on. */
function uselessStars<Star extends MeasuredStar>(stars: readonly Star[]): LeftOutStar<Star>[] {
  return stars.flatMap((star): LeftOutStar<Star>[] =>
    star.fault === undefined || star.net.some((net) => net > 0) ? [] : [{ star, cause: "fault", reason: star.fault }],
  );
}

interface Solved<Star extends MeasuredStar> {
  readonly table: MagnitudeTable<Star>;
  readonly solution: MagnitudeSolution;
  readonly leftOut: readonly LeftOutStar<Star>[];
}

function solveWithoutOutliers<Star extends MeasuredStar>(table: MagnitudeTable<Star>): Solved<Star> {
  const solution = solveMagnitudes(table);
  const steady = table.stars.filter((_, index) => scatter(table, solution, index) <= mostScatter);
  if (steady.length === table.stars.length || steady.length === 0) return { table, solution, leftOut: [] };
  const kept = { ...table, stars: steady };
  return { table: kept, solution: solveMagnitudes(kept), leftOut: [] };
}

function solveWithoutVariables<Star extends MeasuredStar>(all: MagnitudeTable<Star>): Solved<Star> {
  const leftOut: LeftOutStar<Star>[] = [];
  let table = all;
  let solution = solveMagnitudes(table);
  for (let round = 1; round < mostSolutions; round++) {
    const series = table.stars.map(({ star, magnitudes }, index) => ({
      magnitudes: residualsOf(table, solution, index),
      formal: formalScatter(star, framesOf(magnitudes)),
      brightness: solution.magnitudes[index],
    }));
    const varying = new Set(variableStars(series));
    if (varying.size === 0 || varying.size === table.stars.length) break;
    for (const index of varying) leftOut.push(variable(table.stars[index].star, series[index].magnitudes));
    table = { ...table, stars: table.stars.filter((_, index) => !varying.has(index)) };
    solution = solveMagnitudes(table);
  }
  return { table, solution, leftOut };
}

function scatter(table: MagnitudeTable, solution: MagnitudeSolution, index: number): number {
  const residuals = residualsOf(table, solution, index);
  return residuals.length < 2 ? 0 : deviation(residuals);
}

/** A star's magnitudes about its own, on the frames that show it. */
function residualsOf(table: MagnitudeTable, { magnitudes, zeroPoints }: MagnitudeSolution, index: number): number[] {
  return Array.from(
    table.stars[index].magnitudes,
    (magnitude, frame) => magnitude + zeroPoints[frame] - magnitudes[index],
  ).filter(Number.isFinite);
}

function calibrateFrame<Star extends MeasuredStar>(
  input: EnsembleInput<Star>,
  table: MagnitudeTable<Star>,
  solution: MagnitudeSolution,
  frame: number,
  name: string,
  diagnostics: string[],
): CalibratedFrame<Star> {
  const { minimum, maximum } = input;
  const target = targetOn(input, frame);
  const active = activeStars(table, frame, instrumentalMagnitude(input.target.net[frame]), maximum);
  const stars = active.map((index) => table.stars[index].star);
  const points = active.map((index) => solution.magnitudes[index] - table.stars[index].magnitudes[frame]);
  const zeroPoint = median(points);
  const zeroPointSigma = deviation(points, 1) / Math.sqrt(points.length);
  if (stars.length < minimum) {
    diagnostics.push(
      `${name}: ${stars.length} comparison stars are fewer than ${minimum}, so the target has no magnitude here.`,
    );
  }
  const compared = stars.length >= minimum && Number.isFinite(zeroPoint);
  const shines = compared && target.net > 0;
  const countsSigma = (magnitudesPerRelativeFlux * target.sigma) / target.net;
  const sigma = shines ? Math.hypot(countsSigma, zeroPointSigma || 0) : Number.NaN;
  return {
    stars,
    zeroPoint: Number.isFinite(zeroPoint) ? zeroPoint : 0,
    ...compareWithEnsemble(target, stars, frame),
    magnitude: shines ? instrumentalMagnitude(target.net) + zeroPoint : Number.NaN,
    magnitudeSigma: sigma,
    formalSigma: sigma,
    compared,
  };
}

/** Indices of the stars a frame is calibrated by, in order of id. */
function activeStars(table: MagnitudeTable, frame: number, targetMagnitude: number, maximum: number): number[] {
  const measured = table.stars.flatMap(({ magnitudes }, index) => (Number.isFinite(magnitudes[frame]) ? [index] : []));
  if (measured.length <= maximum) return measured;
  const distance = (index: number) => {
    const magnitude = table.stars[index].magnitudes[frame];
    return Number.isFinite(targetMagnitude) ? Math.abs(magnitude - targetMagnitude) : magnitude;
  };
  // Stars are in order of id, and sorting keeps that order among equals.
  return measured
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, maximum)
    .sort((a, b) => a - b);
}
