import type { Rectangle } from "@datalab/fits";
import { type FrameInput, type FrameSize, type TaskOutcome, type ThreadContext, taskHandle } from "@datalab/kernels";
import { autoScale, sampleStride } from "../imaging/auto-scale.ts";
import { type Colour, drawCircle, type RgbPicture } from "./draw-circle.ts";
import { lanczosCrop } from "./lanczos-crop.ts";
import type { ApertureRadii } from "./measure-position.ts";

interface Position {
  readonly x: number;
  readonly y: number;
}

/** A picture of one frame with what was measured on it (operations.md §8.10). */
export interface DrawFrame {
  readonly input: FrameInput;
  /** Where the apertures lay, as `FrameMeasurements` has it; those that are not finite are left out. */
  readonly target: Position;
  readonly comparisons: readonly Position[];
  /** Pixels. */
  readonly radii: ApertureRadii;
  /** Taken off the positions to have a pixel's centre on whole numbers: 0.5; 0 as the reference has it (D15). */
  readonly wcsToEdge: number;
}

const longestSide = 1500;
const fewestSamples = 10;
const comparisonColour: Colour = [0, 173, 239];
const targetColour: Colour = [255, 149, 0];

/** For `pool.call(drawFrameTask, payload, { signal })`. */
export const drawFrameTask = taskHandle<typeof drawFrame>("photometry.drawFrame");

/**
 * The part of the frame that holds the stars, 1500 pixels long, stretched as every picture is, top row first, with a circle around
 * each comparison star and the target's aperture and ring. Pixels without a value are black.
 */
export function drawFrame(context: ThreadContext, request: DrawFrame): TaskOutcome<RgbPicture> {
  const { input } = request;
  const shifted = ({ x, y }: Position) => ({ x: x - request.wcsToEdge, y: y - request.wcsToEdge });
  const finite = ({ x, y }: Position) => Number.isFinite(x + y);
  const comparisons = request.comparisons.filter(finite).map(shifted);
  const targets = [request.target].filter(finite).map(shifted);
  const crop = cropAround([...comparisons, ...targets], request.radii, input.layout);
  const scale = longestSide / Math.max(crop.x1 - crop.x0, crop.y1 - crop.y0);
  const size = {
    width: Math.max(1, Math.round((crop.x1 - crop.x0) * scale)),
    height: Math.max(1, Math.round((crop.y1 - crop.y0) * scale)),
  };
  const picture = stretched(context.kernels, lanczosCrop(context, input, crop, size), size);
  drawCircles(picture, crop, scale, { comparisons, targets, radii: request.radii });
  return { result: picture, transfer: [picture.rgb.buffer] };
}

/** All positions with room around them, within the image; all of it when that leaves nothing. */
function cropAround(
  positions: readonly Position[],
  { aperture, annulusOuter }: ApertureRadii,
  { width, height }: FrameSize,
): Rectangle {
  const pad = Math.max(2 * circleRadius(aperture), 1.2 * annulusOuter);
  const x = positions.map((position) => position.x);
  const y = positions.map((position) => position.y);
  const crop = {
    x0: Math.max(Math.floor(Math.min(...x) - pad), 0),
    y0: Math.max(Math.floor(Math.min(...y) - pad), 0),
    x1: Math.min(Math.ceil(Math.max(...x) + pad) + 1, width),
    y1: Math.min(Math.ceil(Math.max(...y) + pad) + 1, height),
  };
  return crop.x1 > crop.x0 && crop.y1 > crop.y0 ? crop : { x0: 0, y0: 0, x1: width, y1: height };
}

/** A comparison star's circle shows where it is, not its aperture, so it is never tiny. */
function circleRadius(aperture: number): number {
  return Math.max(aperture, 14);
}

/** Pixels at an address as grey, top row first. */
function stretched(kernels: ThreadContext["kernels"], address: number, { width, height }: FrameSize): RgbPicture {
  const line = kernels.allocate(width + 16);
  const values = kernels.floats(address, width * height);
  for (let k = 0; k < values.length; k++) if (Number.isNaN(values[k])) values[k] = 0;
  const { zmin, zmax } = scaleOf(values, { width, height });
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    kernels.exports.greyRow(address + (height - 1 - y) * width * 4, width, zmin, zmax, kernels.greyTable, line);
    const grey = kernels.bytes(line, width);
    for (let x = 0, target = y * width * 3; x < width; x++, target += 3) {
      rgb[target] = grey[x];
      rgb[target + 1] = grey[x];
      rgb[target + 2] = grey[x];
    }
  }
  return { width, height, rgb };
}

function scaleOf(values: Float32Array, { width, height }: FrameSize) {
  const stride = sampleStride(width, height);
  const samples = Float32Array.from(
    { length: Math.floor((values.length - 1) / stride) },
    (_, k) => values[(k + 1) * stride],
  );
  return samples.length < fewestSamples ? rangeOf(values) : autoScale(samples);
}

function rangeOf(values: Float32Array) {
  const [zmin, zmax] = values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
  return zmax > zmin ? { zmin, zmax } : { zmin: zmin - 1, zmax: zmin + 1 };
}

function drawCircles(
  picture: RgbPicture,
  crop: Rectangle,
  scale: number,
  { comparisons, targets, radii }: { comparisons: Position[]; targets: Position[]; radii: ApertureRadii },
): void {
  const shorter = Math.min(picture.width, picture.height);
  const lineWidth = Math.max(3, Math.round(0.004 * shorter));
  const thin = Math.max(1, Math.floor(lineWidth / 2));
  const centre = ({ x, y }: Position) => ({
    x: ((x - crop.x0 + 0.5) * picture.width) / (crop.x1 - crop.x0) - 0.5,
    y: ((crop.y1 - 1 - y + 0.5) * picture.height) / (crop.y1 - crop.y0) - 0.5,
  });
  const radius = Math.max(circleRadius(radii.aperture) * scale, 0.035 * shorter, 24);
  for (const star of comparisons) drawCircle(picture, { ...centre(star), radius, lineWidth, colour: comparisonColour });
  for (const target of targets) {
    const circle = { ...centre(target), colour: targetColour };
    drawCircle(picture, { ...circle, radius: radii.aperture * scale, lineWidth });
    drawCircle(picture, { ...circle, radius: radii.annulusInner * scale, lineWidth: thin });
    drawCircle(picture, { ...circle, radius: radii.annulusOuter * scale, lineWidth: thin });
  }
}
