import { type Span, spansOf, weightIn } from "./area-resize.ts";
import type { FrameSize } from "./frame-input.ts";
import type { KernelMemory } from "./kernel-memory.ts";

const spanBytes = 24;

/** The wasm twin of `areaResize`, one target row at a time. Allocates what it needs now. */
export class AreaResizer {
  private readonly kernels: KernelMemory;
  private readonly source: FrameSize;
  private readonly target: FrameSize;
  private readonly rows: Span[];
  private readonly columns: number;
  private readonly sums: number;
  private readonly result: number;

  constructor(kernels: KernelMemory, source: FrameSize, target: FrameSize) {
    this.kernels = kernels;
    this.source = source;
    this.target = target;
    this.rows = spansOf(source.height, target.height);
    const columns = new DataView(new ArrayBuffer(target.width * spanBytes));
    spansOf(source.width, target.width).forEach(({ first, count, firstWeight, lastWeight }, i) => {
      columns.setInt32(i * spanBytes, first, true);
      columns.setInt32(i * spanBytes + 4, count, true);
      columns.setFloat64(i * spanBytes + 8, firstWeight, true);
      columns.setFloat64(i * spanBytes + 16, lastWeight, true);
    });
    this.columns = kernels.put(new Uint8Array(columns.buffer));
    this.sums = kernels.allocate(source.width * 4 + 16);
    this.result = kernels.allocate(target.width * 4);
  }

  /** Target row y; `addressOf` says where a source row lies as float32, with 12 readable bytes behind it, until it is asked again. */
  row(y: number, addressOf: (row: number) => number): Float32Array {
    const { kernels, source, target } = this;
    const { exports } = kernels;
    const span = this.rows[y];
    kernels.floats(this.sums, source.width).fill(0);
    for (let row = span.first; row < span.first + span.count; row++) {
      exports.addWeightedRow(addressOf(row), source.width, weightIn(span, row), this.sums);
    }
    const factor = (target.width * target.height) / (source.width * source.height);
    exports.sumSpans(this.sums, target.width, this.columns, factor, this.result);
    return kernels.floats(this.result, target.width);
  }

  /** Source rows that target rows [y0, y1) need. */
  sourceRows(y0: number, y1: number): { y0: number; y1: number } {
    const last = this.rows[y1 - 1];
    return { y0: this.rows[y0].first, y1: last.first + last.count };
  }
}
