import { isFloat32Image } from "@datalab/fits";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
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
  const fast = isFloat32Image(input.layout);
  const row = kernels.allocate(width * (fast ? 4 : 8) + 32);
  const bytes = kernels.allocate(width + 16);
  const paint = fast ? kernels.exports.greyRow : kernels.exports.greyRowFloat64;
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    if (fast) frame.readFloat32(y, row);
    else kernels.doubles(row, width).set(frame.readFloat64(y));
    paint(row, width, zmin, zmax, kernels.greyTable, bytes);
    new Uint8Array(picture, (height - 1 - y) * width, width).set(kernels.bytes(bytes, width));
  }
  return { result: null };
}
