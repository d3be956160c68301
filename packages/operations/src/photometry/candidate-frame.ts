import { AppError } from "@datalab/errors";
import type { CandidateFrame } from "./candidates.ts";
import type { ApertureRadii } from "./measure-position.ts";
import { radiiInPixels } from "./measured-series.ts";
import type { SkyPosition } from "./separation.ts";
import type { SeriesFrame } from "./series-frame.ts";

/** A frame and where the target is on the sky then. */
export interface AimedFrame {
  readonly frame: SeriesFrame;
  readonly position: SkyPosition;
}

/** How far a centroid may lie from where the target is expected, and a pixel for the aperture's edge. */
const reach = 7;

/** A frame's catalogue in pixels, for the search for comparison stars. */
export function candidateFrame(frame: SeriesFrame, position: SkyPosition, radii: ApertureRadii): CandidateFrame {
  const { rows, wcs, size } = frame;
  const { x0: x, y0: y } = wcs.toPixelAll(rows.ra, rows.dec);
  const [targetX, targetY] = wcs.toPixel(position.ra, position.dec);
  const { aperture, annulusOuter } = radiiInPixels(radii, frame);
  return { rows, x, y, target: { x: targetX, y: targetY }, ...size, aperture, annulusOuter };
}

/**
 * The frames on which an aperture at the target can touch the image; the others have a line each that says so.
 * @throws AppError invalid when there are none
 */
export function framesInReach(
  frames: readonly AimedFrame[],
  radii: ApertureRadii,
): { kept: AimedFrame[]; diagnostics: string[] } {
  const kept = frames.filter(({ frame, position }) => {
    const [x, y] = frame.wcs.toPixel(position.ra, position.dec);
    const { width, height } = frame.size;
    const margin = radiiInPixels(radii, frame).aperture + reach;
    return x > -margin && y > -margin && x < width + margin && y < height + margin;
  });
  if (kept.length === 0) throw new AppError("invalid", "photometry.outside", "The target lies outside every frame.");
  const diagnostics = frames
    .filter((frame) => !kept.includes(frame))
    .map(({ frame }) => `${frame.name} is left out: the target lies outside it.`);
  return { kept, diagnostics };
}
