import type { Rectangle } from "@datalab/fits";
import type { FrameInput } from "./frame-input.ts";
import { FrameRows } from "./frame-rows.ts";
import type { Kernels } from "./kernels.ts";

/**
 * The pixels of a rectangle of a frame as float32, row-major from the bottom, NaN where there is no value. The rectangle lies within
 * the frame. Only the tiles it touches are decoded. Leaves the kernels' memory as it was. For tasks in a thread.
 */
export function cutOut(kernels: Kernels, input: FrameInput, { x0, y0, x1, y1 }: Rectangle): Float32Array {
  const mark = kernels.mark();
  const rows = new FrameRows(kernels, input, x1, y0, y1, x0);
  const row = kernels.allocate(x1 * 4 + 16);
  const pixels = new Float32Array((x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    rows.readFloat32(y, row);
    pixels.set(kernels.floats(row + x0 * 4, x1 - x0), (y - y0) * (x1 - x0));
  }
  kernels.release(mark);
  return pixels;
}
