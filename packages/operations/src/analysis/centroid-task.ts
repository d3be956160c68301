import { type TaskOutcome, type ThreadContext, taskHandle } from "@datalab/kernels";
import { type Centroid, type CentroidOptions, type CentroidRadii, centroid } from "../photometry/centroid.ts";
import type { PixelPatch } from "../photometry/pixel-patch.ts";

export interface FindCentroid {
  readonly patch: PixelPatch;
  /** PE pixels. */
  readonly start: { readonly x: number; readonly y: number };
  readonly radii: CentroidRadii;
  readonly options: CentroidOptions;
}

/** For `pool.call(findCentroidTask, …)`. */
export const findCentroidTask = taskHandle<typeof findCentroid>("analysis.findCentroid");

export function findCentroid(_context: ThreadContext, asked: FindCentroid): TaskOutcome<Centroid> {
  return { result: centroid(asked.patch, asked.start, asked.radii, asked.options) };
}
