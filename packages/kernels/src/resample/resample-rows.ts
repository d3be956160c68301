import type { ImageLayout } from "@datalab/fits";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import { isFloat32Image } from "../image-precision.ts";
import type { Kernels } from "../kernels.ts";
import { positionRows } from "./position-rows.ts";
import type { ResampleMap } from "./resample-map.ts";

/** A frame and where the pixels of the output lie in it. */
export interface MappedFrame {
  input: FrameInput;
  map: ResampleMap;
}

/** Rows [start, end) of a frame that lie decoded in the memory of the kernels. */
interface Window {
  start: number;
  end: number;
  address: number;
}

/** Decoded rows that one thread holds; a steeply turned frame is done in shorter bands instead. */
const windowBudget = 67_108_864;
const fewestRows = 8;
/** Rows beyond the positions that were looked at, and pixels from one to the next. */
const margin = 8;
const stride = 16;

/**
 * Rows [y0, y1) of a frame resampled to an output `width` columns wide (see `resampleRow` in assembly/resample.ts), handed over in
 * order, each in float64 in the memory of the kernels and valid during the call. What is held in the kernels stays.
 */
export function resampleRows(
  kernels: Kernels,
  { input, map }: MappedFrame,
  width: number,
  y0: number,
  y1: number,
  onRow: (y: number, address: number) => void,
): void {
  const { layout } = input;
  const mark = kernels.mark();
  const positionBytes = (width + 2) * 16;
  const positions = kernels.allocate((y1 - y0 + 2) * positionBytes);
  const write = positionRows(kernels, map, width, y0, y1);
  for (let y = y0 - 1; y <= y1; y++) write(y, positions + (y - y0 + 1) * positionBytes);
  const wanted = rowsNear(kernels.doubles(positions, ((y1 - y0 + 2) * positionBytes) / 8), layout);
  if ((wanted.end - wanted.start) * layout.width * pixelBytes(input) > windowBudget && y1 - y0 > fewestRows) {
    kernels.release(mark);
    const middle = (y0 + y1) >> 1;
    resampleRows(kernels, { input, map }, width, y0, middle, onRow);
    resampleRows(kernels, { input, map }, width, middle, y1, onRow);
    return;
  }
  const { exports } = kernels;
  const resampleRow = isFloat32Image(layout) ? exports.resampleRow : exports.resampleRowFloat64;
  const target = kernels.allocate(width * 8);
  let window = decodeWindow(kernels, input, wanted.start, wanted.end);
  for (let y = y0; y < y1; ) {
    const here = positions + (y - y0 + 1) * positionBytes;
    const { address, start, end } = window;
    const rows = [here - positionBytes, here, here + positionBytes] as const;
    exports.forgetNeeded();
    resampleRow(address, layout.width, layout.height, start, end, ...rows, width, target);
    const [from, to] = [exports.neededFrom.value as number, exports.neededTo.value as number];
    if (from <= to) window = decodeWindow(kernels, input, Math.min(start, from), Math.max(end, to + 1));
    else onRow(y++, target);
  }
  kernels.release(mark);
}

/** The rows of the image that positions over it will probably need; empty where none is. */
function rowsNear(positions: Float64Array, { width, height }: ImageLayout): { start: number; end: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < positions.length; i += 2 * stride) {
    const [x, y] = [positions[i], positions[i + 1]];
    if (!(x > -stride && x < width + stride)) continue;
    if (y < least) least = y;
    if (y > greatest) greatest = y;
  }
  const start = Math.max(0, Math.floor(least) - margin);
  const end = Math.min(height, Math.ceil(greatest) + margin + 1);
  return start < end ? { start, end } : { start: 0, end: 0 };
}

function pixelBytes({ layout }: FrameInput): 4 | 8 {
  return isFloat32Image(layout) ? 4 : 8;
}

function decodeWindow(kernels: Kernels, input: FrameInput, start: number, end: number): Window {
  const { width } = input.layout;
  const rowBytes = width * pixelBytes(input);
  const address = kernels.allocate((end - start) * rowBytes + 64);
  if (start === end) return { start, end, address };
  const frame = new FrameRows(kernels, input, width, start, end);
  for (let y = start; y < end; y++) {
    const target = address + (y - start) * rowBytes;
    if (isFloat32Image(input.layout)) frame.readFloat32(y, target);
    else kernels.doubles(target, width).set(frame.readFloat64(y));
  }
  return { start, end, address };
}
