import { type ImageLayout, isFloat32Image } from "@datalab/fits";
import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import type { Kernels } from "../kernels.ts";
import { type Block, blockStep, positionRows, type WritePositions } from "./position-rows.ts";
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

/** Bytes of decoded rows that one thread holds. */
const largestWindow = 67_108_864;
const smallestBlock = 64;
/** Rows beyond the positions that were looked at, and pixels from one to the next. */
const margin = 8;
const stride = 16;

interface RowsToResample {
  width: number;
  y0: number;
  y1: number;
  /** What needs more bytes of decoded rows is done in smaller blocks. */
  windowBytes?: number;
  checkCancelled?(): void;
}

/**
 * Rows [y0, y1) of a frame resampled to an output `width` columns wide (see `resampleRow` in assembly/resample.ts), handed over in
 * order, each in float64 in the memory of the kernels and valid during the call. What is held in the kernels stays.
 */
export function resampleRows(
  kernels: Kernels,
  frame: MappedFrame,
  { width, y0, y1, windowBytes = largestWindow, checkCancelled = () => {} }: RowsToResample,
  onRow: (y: number, address: number) => void,
): void {
  const mark = kernels.mark();
  const rowBytes = width * 8;
  const result = kernels.allocate((y1 - y0) * rowBytes + 16);
  const addressOf = (x: number, y: number) => result + (y - y0) * rowBytes + x * 8;
  resampleBlock(kernels, frame, { x0: 0, x1: width, y0, y1 }, { addressOf, windowBytes, checkCancelled });
  for (let y = y0; y < y1; y++) onRow(y, addressOf(0, y));
  kernels.release(mark);
}

interface BlockWork {
  windowBytes: number;
  /** Where the pixel of the result lies. */
  addressOf(x: number, y: number): number;
  checkCancelled(): void;
}

function resampleBlock(kernels: Kernels, { input, map }: MappedFrame, block: Block, work: BlockWork): void {
  const { layout } = input;
  const { x0, x1, y0, y1 } = block;
  const mark = kernels.mark();
  const write = positionRows(kernels, map, block);
  const positionBytes = (x1 - x0 + 2) * 16;
  const ring = kernels.allocate(3 * positionBytes);
  const positionsOf = (y: number) => ring + ((y - y0 + 1) % 3) * positionBytes;
  const wanted = rowsNear(kernels, write, block, ring, layout);
  if ((wanted.end - wanted.start) * layout.width * pixelBytes(input) > work.windowBytes) {
    const halves = halvesOf(block);
    if (halves) {
      kernels.release(mark);
      for (const half of halves) resampleBlock(kernels, { input, map }, half, work);
      return;
    }
  }
  const { exports } = kernels;
  const resampleRow = isFloat32Image(layout) ? exports.resampleRow : exports.resampleRowFloat64;
  let window = decodeWindow(kernels, input, wanted.start, wanted.end);
  write(y0 - 1, positionsOf(y0 - 1));
  write(y0, positionsOf(y0));
  for (let y = y0; y < y1; y++) {
    work.checkCancelled();
    write(y + 1, positionsOf(y + 1));
    const rows = [positionsOf(y - 1), positionsOf(y), positionsOf(y + 1)] as const;
    for (let complete = false; !complete; ) {
      const { address, start, end } = window;
      exports.forgetNeeded();
      resampleRow(address, layout.width, layout.height, start, end, ...rows, x1 - x0, work.addressOf(x0, y));
      const [from, to] = [exports.neededFrom.value as number, exports.neededTo.value as number];
      complete = from > to;
      if (!complete) window = decodeWindow(kernels, input, Math.min(start, from), Math.max(end, to + 1));
    }
  }
  kernels.release(mark);
}

/** The block cut across its longer side; undefined when it is small enough. */
function halvesOf({ x0, x1, y0, y1 }: Block): [Block, Block] | undefined {
  if (x1 - x0 >= y1 - y0) {
    const middle = x0 + Math.ceil((x1 - x0) / 2 / blockStep) * blockStep;
    if (x1 - x0 <= smallestBlock) return undefined;
    return [
      { x0, x1: middle, y0, y1 },
      { x0: middle, x1, y0, y1 },
    ];
  }
  if (y1 - y0 <= smallestBlock) return undefined;
  const middle = (y0 + y1) >> 1;
  return [
    { x0, x1, y0, y1: middle },
    { x0, x1, y0: middle, y1 },
  ];
}

/** The rows of the image that positions over it will probably need; empty where none is. `scratch` takes a row of positions. */
function rowsNear(
  kernels: Kernels,
  write: WritePositions,
  { x0, x1, y0, y1 }: Block,
  scratch: number,
  { width, height }: ImageLayout,
): { start: number; end: number } {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const count = x1 - x0 + 2;
  for (let y = y0 - 1; ; y = Math.min(y + stride, y1)) {
    write(y, scratch);
    const positions = kernels.doubles(scratch, 2 * count);
    for (let i = 0; ; i = Math.min(i + stride, count - 1)) {
      const [x, row] = [positions[2 * i], positions[2 * i + 1]];
      if (x > -2 * stride && x < width + 2 * stride) {
        if (row < least) least = row;
        if (row > greatest) greatest = row;
      }
      if (i === count - 1) break;
    }
    if (y === y1) break;
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
