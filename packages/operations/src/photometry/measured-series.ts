import { AppError } from "@datalab/errors";
import { inLanes } from "../in-lanes.ts";
import { sciFrame } from "../open-frames.ts";
import type { OperationContext } from "../operation-context.ts";
import { type Candidate, isInside } from "./candidates.ts";
import type { MeasuredStar, SeriesCounts } from "./ensemble.ts";
import { type FrameMeasurements, measureFlag, measureFrameTask } from "./measure-frame.ts";
import type { ApertureRadii, MeasurePosition } from "./measure-position.ts";
import { isUntrusted } from "./quality/point-flags.ts";
import { starFault } from "./quality/star-faults.ts";
import type { SkyPosition } from "./separation.ts";
import type { SeriesFrame } from "./series-frame.ts";

/** Counts with the place they were measured at, PE pixels; NaN where nothing was measured. */
export interface PlacedCounts extends SeriesCounts {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Bits of `measureFlag`. */
  readonly flags: Uint8Array;
}

/** The target's counts and what is known about each, as `FrameMeasurements` has it. */
export interface TargetCounts extends PlacedCounts {
  readonly outside: Float64Array;
  readonly missing: Float64Array;
  readonly background: Float64Array;
  readonly backgroundPixels: Float64Array;
}

export interface CandidateCounts extends MeasuredStar, PlacedCounts {
  readonly candidate: Candidate;
}

export interface MeasuredSeries {
  readonly target: TargetCounts;
  readonly stars: readonly CandidateCounts[];
}

interface SeriesTarget {
  readonly positions: readonly SkyPosition[];
  readonly candidates: readonly Candidate[];
}

interface Measuring extends Pick<OperationContext, "pool" | "signal" | "frames"> {
  /** Added to pixel positions from a WCS. */
  readonly wcsToEdge: number;
  /** Arcsec. */
  readonly radii: ApertureRadii;
  /** Only stars that lie inside every frame are of use. */
  readonly everyFrame: boolean;
  /** As the predecessor measures: a sky below zero counts as zero, and comparison stars serve whatever is wrong with them. */
  readonly parity: boolean;
  onMeasured(count: number): void;
}

/** The target and all candidates on all frames, frames in parallel, each frame's pixels in memory once. */
export async function measureSeries(
  frames: readonly SeriesFrame[],
  { positions, candidates }: SeriesTarget,
  { pool, signal, frames: files, wcsToEdge, radii, everyFrame, parity, onMeasured }: Measuring,
): Promise<MeasuredSeries> {
  const layouts = frames.map((frame) => starsInside(frame, candidates, radii));
  const wanted = candidates.map((_, star) => !everyFrame || layouts.every((inside) => inside.has(star)));
  const target = emptyTarget(frames.length);
  const stars = candidates.map((candidate) => ({ ...candidate, candidate, ...emptyCounts(frames.length) }));
  let count = 0;
  await inLanes(frames.length, pool.threads, async (index) => {
    const frame = frames[index];
    const inside = [...layouts[index]].filter(([star]) => wanted[star]);
    const place = ([x, y]: readonly [number, number], role: MeasurePosition["role"]) => ({
      x: x + wcsToEdge,
      y: y + wcsToEdge,
      role,
    });
    const { ra, dec } = positions[index];
    const request = {
      positions: [place(frame.wcs.toPixel(ra, dec), "target"), ...inside.map(([, pixel]) => place(pixel, "star"))],
      radii: radiiInPixels(radii, frame),
      gain: frame.gain,
      readNoise: frame.readNoise,
      saturation: frame.saturation,
      negativeSky: !parity,
      fractions: "subPixel" as const,
    };
    const measured = await files
      .use(frame.file, (file) => pool.call(measureFrameTask, { ...request, input: sciFrame(file).input }, { signal }))
      .catch(damagedAsUndefined);
    if (measured) {
      store(target, targetColumns, index, measured, 0);
      for (const [at, [star]] of inside.entries()) {
        const usable = parity || !isUntrusted(measured.flags[at + 1]);
        store(stars[star], usable ? countColumns : placeColumns, index, measured, at + 1);
      }
    }
    onMeasured(++count);
  });
  return { target, stars: stars.filter((_, star) => wanted[star]).map(withFault) };
}

/** How many candidates lie well inside every frame. */
export function countInsideAll(
  frames: readonly SeriesFrame[],
  candidates: readonly Candidate[],
  radii: ApertureRadii,
): number {
  const layouts = frames.map((frame) => starsInside(frame, candidates, radii));
  return candidates.filter((_, star) => layouts.every((inside) => inside.has(star))).length;
}

/** Arcsec to pixels of this frame. */
export function radiiInPixels(radii: ApertureRadii, { pixelScale }: Pick<SeriesFrame, "pixelScale">): ApertureRadii {
  return {
    aperture: radii.aperture / pixelScale,
    annulusInner: radii.annulusInner / pixelScale,
    annulusOuter: radii.annulusOuter / pixelScale,
  };
}

/** A file whose pixels cannot be read is a frame without measurements. */
function damagedAsUndefined(thrown: unknown): undefined {
  if (thrown instanceof AppError && thrown.kind === "invalid") return undefined;
  throw thrown;
}

/** P0 pixels of the candidates that lie well inside a frame. */
function starsInside(
  frame: SeriesFrame,
  candidates: readonly Candidate[],
  radii: ApertureRadii,
): Map<number, [number, number]> {
  const edges = { ...frame.size, annulusOuter: radiiInPixels(radii, frame).annulusOuter };
  const inside = new Map<number, [number, number]>();
  candidates.forEach(({ ra, dec }, star) => {
    const pixel = frame.wcs.toPixel(ra, dec);
    if (isInside(edges, ...pixel)) inside.set(star, pixel);
  });
  return inside;
}

const placeColumns = ["x", "y", "flags"] as const;
const countColumns = [...placeColumns, "net", "sigma"] as const;
const targetColumns = [...countColumns, "outside", "missing", "background", "backgroundPixels"] as const;

function emptyCounts(frames: number): PlacedCounts {
  const column = () => new Float64Array(frames).fill(Number.NaN);
  return { x: column(), y: column(), net: column(), sigma: column(), flags: new Uint8Array(frames) };
}

function emptyTarget(frames: number): TargetCounts {
  const column = () => new Float64Array(frames).fill(Number.NaN);
  return {
    ...emptyCounts(frames),
    ...{ outside: column(), missing: column(), background: column(), backgroundPixels: column() },
  };
}

/** Copies the measurement `at` into the columns of a frame, unless it failed. */
function store<Name extends keyof TargetCounts>(
  counts: Pick<TargetCounts, Name>,
  columns: readonly Name[],
  frame: number,
  measured: FrameMeasurements,
  at: number,
): void {
  if (measured.flags[at] & measureFlag.failed) return;
  for (const column of columns) counts[column][frame] = measured[column][at];
}

function withFault(star: CandidateCounts): CandidateCounts {
  const fault = starFault(star.flags);
  return fault === undefined ? star : { ...star, fault };
}
