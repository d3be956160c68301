import type { Affine } from "../bilinear.ts";
import type { FrameInput } from "../frame-input.ts";
import type { Colour } from "./composite.ts";

/** One frame of a composite and where it lies in it. */
export interface PlacedChannel {
  input: FrameInput;
  colour: Colour;
  /** The value that adds nothing, and the one that adds all of the colour. */
  zmin: number;
  zmax: number;
  /** From pixels of the composite to this frame's, both in edge coordinates (pixel i covers [i, i+1)). */
  map: Affine;
}

/** Pixels [x0, x1) × [y0, y1) of the composite. */
export interface Tile {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/** Whether a map only shifts by whole pixels, so that no value need be interpolated. */
export function isWholeShift([a, b, c, d, e, f]: Affine): boolean {
  return a === 1 && b === 0 && d === 0 && e === 1 && Number.isInteger(c) && Number.isInteger(f);
}
