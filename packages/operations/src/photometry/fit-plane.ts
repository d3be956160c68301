import type { Annulus } from "./annulus-pixels.ts";
import { type PixelPatch, withinPatch } from "./pixel-patch.ts";

/** z = c0 + c1·dx + c2·dy, dx and dy from the centre of the ring to a pixel's centre. */
export type Plane = readonly [c0: number, c1: number, c2: number];

const fewest = 4;

/**
 * The least-squares plane through the finite pixels of a ring with values in [low, high]; undefined for fewer than four of them, or when
 * all lie on one line. Solved about their centre of gravity, where the normal equations are two by two.
 */
export function fitPlane(patch: PixelPatch, ring: Annulus, low: number, high: number): Plane | undefined {
  const points = ringPoints(patch, ring, low, high);
  const n = points.length;
  if (n < fewest) return undefined;
  const mean = { dx: 0, dy: 0, value: 0 };
  for (const { dx, dy, value } of points) {
    mean.dx += dx / n;
    mean.dy += dy / n;
    mean.value += value / n;
  }
  let [xx, xy, yy, xv, yv] = [0, 0, 0, 0, 0];
  for (const point of points) {
    const dx = point.dx - mean.dx;
    const dy = point.dy - mean.dy;
    const value = point.value - mean.value;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
    xv += dx * value;
    yv += dy * value;
  }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-12 * (xx + yy) ** 2)) return undefined;
  const c1 = (xv * yy - yv * xy) / determinant;
  const c2 = (yv * xx - xv * xy) / determinant;
  return [mean.value - c1 * mean.dx - c2 * mean.dy, c1, c2];
}

function ringPoints(patch: PixelPatch, { x, y, inner, outer }: Annulus, low: number, high: number) {
  const points: { dx: number; dy: number; value: number }[] = [];
  if (!(outer > inner)) return points;
  const rows = withinPatch(patch.y0, patch.height, Math.floor(y - outer), Math.floor(y + outer));
  const columns = withinPatch(patch.x0, patch.width, Math.floor(x - outer), Math.floor(x + outer));
  for (let j = rows.from; j < rows.to; j++) {
    for (let i = columns.from; i < columns.to; i++) {
      const dx = i - x + 0.5;
      const dy = j - y + 0.5;
      const square = dx * dx + dy * dy;
      const value = patch.data[(j - patch.y0) * patch.width + i - patch.x0];
      const inRing = square >= inner * inner && square <= outer * outer;
      if (inRing && Number.isFinite(value) && value >= low && value <= high) points.push({ dx, dy, value });
    }
  }
  return points;
}
