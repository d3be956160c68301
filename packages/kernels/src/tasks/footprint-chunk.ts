import { type MappedFrame, resampleRows } from "../resample/resample-rows.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface FootprintChunk {
  frame: MappedFrame;
  width: number;
  y0: number;
  y1: number;
  /** One byte a pixel of the whole output. */
  footprint: SharedArrayBuffer;
}

/** Writes 1 where resampling gives a value and 0 where it gives none, for rows [y0, y1). */
export function footprintChunk({ kernels, checkCancelled }: ThreadContext, chunk: FootprintChunk): TaskOutcome<null> {
  const { frame, width, y0, y1, footprint } = chunk;
  kernels.reset();
  resampleRows(kernels, frame, width, y0, y1, (y, address) => {
    checkCancelled();
    const target = new Uint8Array(footprint, y * width, width);
    const values = kernels.doubles(address, width);
    for (let x = 0; x < width; x++) target[x] = Number.isNaN(values[x]) ? 0 : 1;
  });
  return { result: null };
}
