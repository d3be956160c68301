import { isFloat32Image } from "@datalab/fits";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import { type KeyDigits, keyDigit } from "../order-key.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

export interface DigitChunk {
  input: FrameInput;
  y0: number;
  y1: number;
  digits: KeyDigits;
  /** Leading digits of the values that count. */
  prefix: number[];
}

export interface DigitCounts {
  /** How often each value of the digit after the prefix occurs; pixels without a value do not count. */
  counts: Uint32Array<ArrayBuffer>;
}

/** Counts the digit after the prefix in rows [y0, y1). */
export function digitChunk(
  { kernels, checkCancelled }: ThreadContext,
  { input, y0, y1, digits, prefix }: DigitChunk,
): TaskOutcome<DigitCounts> {
  const { width } = input.layout;
  kernels.reset();
  const frame = new FrameRows(kernels, input, width, y0, y1);
  const row = kernels.allocate(width * 4 + 16);
  const fast = isFloat32Image(input.layout);
  const counts = new Uint32Array(65_536);
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    if (fast) frame.readFloat32(y, row);
    const values = fast ? kernels.floats(row, width) : frame.readFloat64(y);
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      if (prefix.every((digit, index) => keyDigit(value, digits, index) === digit)) {
        counts[keyDigit(value, digits, prefix.length)]++;
      }
    }
  }
  return { result: { counts }, transfer: [counts.buffer] };
}
