import { isFloat32Image } from "@datalab/fits";
import { bracketValues } from "../bracket.ts";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface BracketChunk {
  input: FrameInput;
  y0: number;
  y1: number;
  low: number;
  high: number;
  /** Go on after a pixel without a value. */
  skipMissing: boolean;
}

export interface BracketedValues {
  /** Number of values smaller than `low`. */
  below: number;
  /** The values in [low, high] in no particular order. */
  inside: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** False when there are too many to collect, or a missing value made it pointless. */
  complete: boolean;
  /** Pixels without a value, of the rows that were looked at. */
  missing: number;
}

/** Of all pixels: a bracket from a good sample holds some hundredths. */
const largestPart = 1 / 4;

/** The values of rows [y0, y1) that lie in a bracket. Stops when the bracket holds too many, and unless `skipMissing` at the first row with NaN. */
export function bracketChunk(
  { kernels, checkCancelled }: ThreadContext,
  { input, y0, y1, low, high, skipMissing }: BracketChunk,
): TaskOutcome<BracketedValues> {
  const { width } = input.layout;
  kernels.reset();
  const { exports } = kernels;
  const frame = new FrameRows(kernels, input, width, y0, y1);
  const fast = isFloat32Image(input.layout);
  const row = kernels.allocate(width * 4 + 16);
  const gathered = kernels.allocate(width * 4 + 16);
  const inRow = (y: number) => {
    if (!fast) return bracketValues(frame.readFloat64(y), low, high);
    frame.readFloat32(y, row);
    const inside = kernels.floats(gathered, exports.gatherBracket(row, width, low, high, gathered));
    const missing = exports.bracketHasNaN.value ? exports.countIncomplete(row, 0, 1, width) : 0;
    return { inside, below: exports.bracketBelow.value as number, missing };
  };
  const capacity = Math.max(width, Math.floor((y1 - y0) * width * largestPart));
  const inside = fast ? new Float32Array(capacity) : new Float64Array(capacity);
  const result = { below: 0, inside: inside.subarray(0, 0), complete: true, missing: 0 };
  let count = 0;
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    const part = inRow(y);
    result.missing += part.missing;
    if ((part.missing > 0 && !skipMissing) || count + part.inside.length > capacity) {
      return { result: { ...result, complete: false } };
    }
    inside.set(part.inside, count);
    count += part.inside.length;
    result.below += part.below;
  }
  result.inside = inside.slice(0, count);
  return { result, transfer: [result.inside.buffer] };
}
