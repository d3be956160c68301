import type { FrameSize } from "../frame-input.ts";
import { fitHomography, type Homography, homographyMap } from "./homography.ts";
import type { PlaneMap } from "./plane-map.ts";
import { gridMap, type PositionGrid, positionGrid } from "./position-grid.ts";

/** Where each output pixel lies in an image, as data for threads. */
export type ResampleMap = Homography | PositionGrid;

/** Of a pixel of the image: what the fast forms of a map may differ from it. */
const tolerance = 1e-7;
const probes = 12;

/**
 * The fastest form of a map for an output of some size: a homography where it is one (tangent plane to tangent plane), else a grid of
 * positions as coarse as stays within 1e-7 pixel; where positions are missing inside the image, every pixel its own.
 * `map` is asked a few thousand times, in the worst case once a pixel, with pauses for others on the thread. Error: `kernels.cancelled`.
 */
export async function resampleMap(
  map: PlaneMap,
  output: FrameSize,
  image: FrameSize,
  signal?: AbortSignal,
): Promise<ResampleMap> {
  const homography = fitHomography(map, output);
  return homography && agrees(map, homographyMap(homography), output)
    ? homography
    : positionGrid(map, output, image, { tolerance, signal });
}

export function planeMapOf(map: ResampleMap): PlaneMap {
  return map.kind === "homography" ? homographyMap(map) : gridMap(map);
}

function agrees(map: PlaneMap, fast: PlaneMap, { width, height }: FrameSize): boolean {
  for (let j = 0; j <= probes; j++) {
    for (let i = 0; i <= probes; i++) {
      const [x, y] = [(i / probes) * (width + 1) - 1, (j / probes) * (height + 1) - 1];
      const [wanted, found] = [map(x, y), fast(x, y)];
      if (!(Math.hypot(wanted[0] - found[0], wanted[1] - found[1]) < tolerance)) return false;
    }
  }
  return true;
}
