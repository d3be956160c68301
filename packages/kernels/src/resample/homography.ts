import type { FrameSize } from "../frame-input.ts";
import type { PlaneMap } from "./plane-map.ts";

/** (x, y, 1) → (x′w, y′w, w) for w > 0; row after row. */
export interface Homography {
  kind: "homography";
  matrix: number[];
}

/** The homography through the corners of an output with its border of one pixel (Heckbert 1989, §2.2.3); undefined where a corner is missing. */
export function fitHomography(map: PlaneMap, { width, height }: FrameSize): Homography | undefined {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = [map(-1, -1), map(width, -1), map(width, height), map(-1, height)];
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const determinant = dx1 * dy2 - dy1 * dx2;
  const g = (sx * dy2 - sy * dx2) / determinant;
  const h = (dx1 * sy - dy1 * sx) / determinant;
  if (!Number.isFinite(g) || !Number.isFinite(h)) return undefined;
  // From the unit square to the corners, then from pixels to the unit square.
  const square = [
    [x1 - x0 + g * x1, x3 - x0 + h * x3, x0],
    [y1 - y0 + g * y1, y3 - y0 + h * y3, y0],
    [g, h, 1],
  ];
  const matrix = square.flatMap(([a, b, c]) => {
    const [perX, perY] = [a / (width + 1), b / (height + 1)];
    return [perX, perY, perX + perY + c];
  });
  return { kind: "homography", matrix };
}

export function homographyMap({ matrix: [a, b, c, d, e, f, g, h, i] }: Homography): PlaneMap {
  return (x, y) => {
    const w = g * x + h * y + i;
    return w > 0 ? [(a * x + b * y + c) / w, (d * x + e * y + f) / w] : [Number.NaN, Number.NaN];
  };
}
