import { AppError } from "@datalab/errors";
import { type FrameInput, RingLevel, type TaskOutcome, type ThreadContext, taskHandle } from "@datalab/kernels";
import { centroidReach } from "./centroid.ts";
import {
  type ApertureRadii,
  type MeasurePosition,
  type MeasureSettings,
  measurePosition,
  type PositionMeasurement,
} from "./measure-position.ts";
import { outsideShare } from "./quality/outside-share.ts";
import { clippingTolerance } from "./quality/saturation-level.ts";
import { isThinSky } from "./quality/thin-sky.ts";
import { RowBand } from "./row-band.ts";

export interface MeasureFrame extends MeasureSettings {
  readonly input: FrameInput;
  readonly positions: readonly MeasurePosition[];
  /** ADU; an aperture with a pixel at or above it is `saturated`. None is when absent. */
  readonly saturation?: number;
}

/** One entry a position, in their order; NaN in every column where nothing was measured. */
export interface FrameMeasurements {
  /** Where the aperture lay, PE pixels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Background-subtracted counts in the aperture, ADU. */
  readonly net: Float64Array;
  /** Formal standard deviation of `net`, ADU. */
  readonly sigma: Float64Array;
  /** Pixels² that the aperture covers. */
  readonly area: Float64Array;
  /** Part 0…1 of the aperture that lies outside the image. */
  readonly outside: Float64Array;
  /** Pixels in the aperture without a value. */
  readonly missing: Float64Array;
  /** Brightest pixel in the aperture, background included, ADU. */
  readonly peak: Float64Array;
  /** ADU a pixel, and the pixels it was averaged over. */
  readonly background: Float64Array;
  readonly backgroundPixels: Float64Array;
  /** Bits of `measureFlag`. */
  readonly flags: Uint8Array;
}

export const measureFlag = {
  /** Nothing was measured: no centroid (stars only), or an aperture without pixels or without background. */
  failed: 1,
  /** Measured at the expected centre instead of the centroid. */
  atStart: 2,
  /** Part of the aperture is outside the image. */
  cut: 4,
  /** The aperture holds pixels without a value. */
  masked: 8,
  /** A pixel of the aperture is at the saturation level. */
  saturated: 16,
  /** The background rests on too few pixels, see `isThinSky`. */
  thinSky: 32,
} as const;

/** For `pool.call(measureFrameTask, payload, { signal })`. */
export const measureFrameTask = taskHandle<typeof measureFrame>("photometry.measureFrame");

/** Rows of one block of positions, which are measured from the same band. */
const blockRows = 128;

/**
 * Measures many positions of one frame in one pass over it. Only rows near a position are decoded, each once; memory is a band of rows
 * a few annuli high. Pixels without a value do not count (`masked`); positions off the image or not finite are `failed`.
 * @throws AppError invalid for a gain that is not positive, or a damaged file
 */
export function measureFrame(context: ThreadContext, request: MeasureFrame): TaskOutcome<FrameMeasurements> {
  const { input, positions, radii, gain } = request;
  if (!(gain > 0 && Number.isFinite(gain)))
    throw new AppError("invalid", "photometry.gain", "The image's gain is not a positive number.");
  const result = emptyMeasurements(positions.length);
  const order = [...positions.keys()].filter((k) => Number.isFinite(positions[k].x + positions[k].y));
  order.sort((a, b) => positions[a].y - positions[b].y);
  const margin = reachOf(radii);
  context.kernels.reset();
  const ring = new RingLevel(context.kernels, radii.annulusInner, radii.annulusOuter, input.layout);
  const band = new RowBand(context, input, blockRows + 2 * margin + 2);
  for (let start = 0; start < order.length; ) {
    context.checkCancelled();
    const bottom = positions[order[start]].y;
    let end = start + 1;
    while (end < order.length && positions[order[end]].y < bottom + blockRows) end++;
    const top = positions[order[end - 1]].y;
    const patch = band.rows(Math.floor(bottom) - margin, Math.ceil(top) + margin);
    const sky = (x: number, y: number) => ring.at(patch, x, y - patch.y0);
    for (; start < end; start++) {
      const index = order[start];
      store(result, index, measurePosition(patch, positions[index], request, sky), request);
    }
  }
  return { result };
}

/** How far from a position pixels are looked at: the centroid may move, and takes its box and rings along. */
function reachOf({ aperture, annulusOuter }: ApertureRadii): number {
  const reach = centroidReach(aperture);
  return Math.ceil(reach + Math.max(annulusOuter, reach, aperture)) + 3;
}

function emptyMeasurements(count: number): FrameMeasurements {
  const column = () => new Float64Array(count).fill(Number.NaN);
  return {
    ...{
      x: column(),
      y: column(),
      net: column(),
      sigma: column(),
      area: column(),
      outside: column(),
      missing: column(),
    },
    ...{ peak: column(), background: column(), backgroundPixels: column() },
    flags: new Uint8Array(count).fill(measureFlag.failed),
  };
}

function store(
  result: FrameMeasurements,
  index: number,
  measured: PositionMeasurement | undefined,
  request: MeasureFrame,
): void {
  if (!measured) return;
  const { x, y, aperture, background } = measured;
  const outside = outsideShare(x, y, request.radii.aperture, request.input.layout);
  result.x[index] = x;
  result.y[index] = y;
  result.net[index] = measured.net;
  result.sigma[index] = measured.sigma;
  result.area[index] = aperture.area;
  result.outside[index] = outside;
  result.missing[index] = aperture.masked;
  result.peak[index] = aperture.peak;
  result.background[index] = background.mean;
  result.backgroundPixels[index] = background.pixels;
  result.flags[index] =
    (measured.atStart ? measureFlag.atStart : 0) |
    (outside > 0 ? measureFlag.cut : 0) |
    (aperture.masked > 0 ? measureFlag.masked : 0) |
    (isSaturated(measured, request) ? measureFlag.saturated : 0) |
    (isThinSky(background.pixels, request.radii) ? measureFlag.thinSky : 0);
}

function isSaturated({ x, y, aperture }: PositionMeasurement, { saturation, input, radii }: MeasureFrame): boolean {
  if (saturation === undefined) return false;
  const place = { column: x, bottom: y - radii.aperture, top: y + radii.aperture };
  return aperture.peak >= saturation - clippingTolerance(input.layout, saturation, place);
}
