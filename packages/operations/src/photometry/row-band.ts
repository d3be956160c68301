import { type FrameInput, FrameRows, type ThreadContext } from "@datalab/kernels";
import type { PixelPatch } from "./pixel-patch.ts";

/** Rows decoded from one read. */
const chunkRows = 64;

/** A patch in the memory of the kernels. */
export interface StoredPatch extends PixelPatch {
  readonly address: number;
}

/** A band of whole rows of a frame as float32 that moves upwards over it: each row is decoded once, rows in no band never. */
export class RowBand {
  private readonly context: ThreadContext;
  private readonly input: FrameInput;
  private readonly address: number;
  private first = 0;
  private end = 0;

  /** `mostRows`: the most that are asked for at a time. Takes memory of the kernels until they are reset. */
  constructor(context: ThreadContext, input: FrameInput, mostRows: number) {
    this.context = context;
    this.input = input;
    const rows = Math.min(mostRows + 2 * this.tileHeight, input.layout.height);
    this.address = context.kernels.allocate(rows * input.layout.width * 4 + 16);
  }

  /** At least rows [from, to) as far as the image has them, valid until the next call; `from` never falls from call to call. */
  rows(from: number, to: number): StoredPatch {
    const { width, height } = this.input.layout;
    const { kernels } = this.context;
    const start = Math.min(Math.max(from, 0), height);
    const target = this.alignUp(Math.min(Math.max(to, start), height));
    if (start >= this.end) this.first = this.end = this.alignDown(start);
    else if (start > this.first) {
      const held = kernels.floats(this.address, (this.end - this.first) * width);
      held.copyWithin(0, (start - this.first) * width);
      this.first = start;
    }
    this.decodeTo(target);
    const count = this.end - this.first;
    const data = kernels.floats(this.address, count * width);
    return { x0: 0, y0: this.first, width, height: count, data, address: this.address };
  }

  private decodeTo(target: number): void {
    const { kernels, checkCancelled } = this.context;
    const { width } = this.input.layout;
    while (this.end < target) {
      checkCancelled();
      const mark = kernels.mark();
      const chunkEnd = Math.min(target, this.alignUp(this.end + chunkRows));
      const frame = new FrameRows(kernels, this.input, width, this.end, chunkEnd);
      for (; this.end < chunkEnd; this.end++)
        frame.readFloat32(this.end, this.address + (this.end - this.first) * width * 4);
      kernels.release(mark);
    }
  }

  /** Rows are decoded a whole tile at a time. */
  private alignDown(row: number): number {
    return row - (row % this.tileHeight);
  }

  private alignUp(row: number): number {
    return Math.min(Math.ceil(row / this.tileHeight) * this.tileHeight, this.input.layout.height);
  }

  private get tileHeight(): number {
    const { storage } = this.input.layout;
    return storage.kind === "tiles" ? storage.tileHeight : 1;
  }
}
