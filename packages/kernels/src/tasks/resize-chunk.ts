import { AreaResizer } from "../area-resizer.ts";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import { blendRows, blendsOf } from "../linear-resize.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface ResizeChunk {
  input: FrameInput;
  /** Size of the whole target. */
  width: number;
  height: number;
  y0: number;
  y1: number;
  /** The whole target as float32, row after row. */
  pixels: SharedArrayBuffer;
}

/** Writes rows [y0, y1) of a frame's copy of another size. */
export function resizeChunk({ kernels, checkCancelled }: ThreadContext, chunk: ResizeChunk): TaskOutcome<null> {
  const { input, width, height, y0, y1, pixels } = chunk;
  const { layout } = input;
  kernels.reset();
  const rowOf = (y: number) => new Float32Array(pixels, y * width * 4, width);
  if (width <= layout.width && height <= layout.height) {
    const resizer = new AreaResizer(kernels, layout, { width, height });
    const needed = resizer.sourceRows(y0, y1);
    const frame = new FrameRows(kernels, input, layout.width, needed.y0, needed.y1);
    const row = kernels.allocate(layout.width * 4 + 16);
    let held = -1;
    const addressOf = (y: number) => {
      if (y !== held) frame.readFloat32(y, row);
      held = y;
      return row;
    };
    for (let y = y0; y < y1; y++) {
      checkCancelled();
      rowOf(y).set(resizer.row(y, addressOf));
    }
    return { result: null };
  }
  const rows = blendsOf(layout.height, height);
  const columns = blendsOf(layout.width, width);
  const frame = new FrameRows(kernels, input, layout.width, rows[y0].first, rows[y1 - 1].second + 1);
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    const { first, second, part } = rows[y];
    const lower = Float32Array.from(frame.readFloat64(first));
    blendRows(lower, Float32Array.from(frame.readFloat64(second)), part, columns, rowOf(y));
  }
  return { result: null };
}
