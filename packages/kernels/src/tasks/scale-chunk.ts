import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import { greyRow } from "../grey.ts";
import { isFloat32Image } from "../image-precision.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface ScaleChunk {
  input: FrameInput;
  y0: number;
  y1: number;
  zmin: number;
  zmax: number;
  /** The whole picture, top row first. */
  picture: SharedArrayBuffer;
}

/** Writes rows [y0, y1) of a frame into the picture as bytes. */
export function scaleChunk({ kernels, checkCancelled }: ThreadContext, chunk: ScaleChunk): TaskOutcome<null> {
  const { input, y0, y1, zmin, zmax, picture } = chunk;
  const { width, height } = input.layout;
  kernels.reset();
  const frame = new FrameRows(kernels, input, width, y0, y1);
  const row = kernels.allocate(width * 4 + 16);
  const bytes = kernels.allocate(width + 16);
  const fast = isFloat32Image(input.layout);
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    const target = new Uint8Array(picture, (height - 1 - y) * width, width);
    if (fast) {
      frame.readFloat32(y, row);
      kernels.exports.greyRow(row, width, zmin, zmax, kernels.greyTable, bytes);
      target.set(kernels.bytes(bytes, width));
    } else greyRow(frame.readFloat64(y), zmin, zmax, target);
  }
  return { result: null };
}
