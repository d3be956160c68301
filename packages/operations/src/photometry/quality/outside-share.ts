import type { FrameSize } from "@datalab/kernels";
import { rectangleOverlap } from "../circle-overlap.ts";

/** Rounding alone gives circles that touch the edge less than this. */
const rounding = 1e-9;

/** The part 0…1 of a circle's area that lies outside the image, exactly; PE pixels. NaN for a position that is none. */
export function outsideShare(x: number, y: number, radius: number, { width, height }: FrameSize): number {
  if (x >= radius && y >= radius && x + radius <= width && y + radius <= height) return 0;
  const inside = rectangleOverlap(-x, -y, width - x, height - y, radius);
  const share = 1 - inside / (Math.PI * radius * radius);
  return share < rounding ? 0 : share;
}
