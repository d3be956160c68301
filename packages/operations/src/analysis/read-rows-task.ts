import { isFloat32Image } from "@datalab/fits";
import { type FrameInput, FrameRows, type TaskOutcome, type ThreadContext, taskHandle } from "@datalab/kernels";

export interface ReadRows {
  readonly input: FrameInput;
  readonly y0: number;
  readonly y1: number;
}

/** For `pool.call(readRowsTask, …)`. */
export const readRowsTask = taskHandle<typeof readRows>("analysis.readRows");

/** Whether float32 holds every pixel as it is stored. */
export function fitsFloat32({ layout }: FrameInput): boolean {
  const { bitpix, bscale, bzero } = layout;
  if (bitpix === -32) return true;
  return isFloat32Image(layout) && bscale === 1 && Number.isInteger(bzero);
}

/** Rows [y0, y1) of an image, one after the other, NaN = no value: float32 where that is exact, else float64. */
export function readRows(
  { kernels, checkCancelled }: ThreadContext,
  { input, y0, y1 }: ReadRows,
): TaskOutcome<Float32Array | Float64Array> {
  const { width } = input.layout;
  kernels.reset();
  const frame = new FrameRows(kernels, input, width, y0, y1);
  const address = kernels.allocate(width * 4 + 16);
  const narrow = fitsFloat32(input);
  const result = narrow ? new Float32Array(width * (y1 - y0)) : new Float64Array(width * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    if (narrow) frame.readFloat32(y, address);
    result.set(narrow ? kernels.floats(address, width) : frame.readFloat64(y), (y - y0) * width);
  }
  return { result, transfer: [result.buffer] };
}
