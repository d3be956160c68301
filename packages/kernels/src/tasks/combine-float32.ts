import { encodeFallbackTile, nullInteger } from "@datalab/fits";
import { bandReducer } from "../band-reducer.ts";
import { ChunkWriter } from "../encoded-chunk.ts";
import { FrameRows } from "../frame-rows.ts";
import type { Kernels } from "../kernels.ts";
import { sampleColumns } from "../sample-positions.ts";
import type { ThreadContext } from "../thread-context.ts";
import type { CombineChunk, CombinedChunk } from "./combine-chunk.ts";

/** A band of all inputs should stay in the second level cache. */
const bandBytes = 786_432;
const mostBandRows = 16;

/** The streaming path: decode a band of every input into planes, reduce them to one, encode, all in the memory of the kernels. */
export function combineFloat32({ kernels, checkCancelled }: ThreadContext, chunk: CombineChunk): CombinedChunk {
  const { inputs, reduce, width, y0, y1 } = chunk;
  kernels.reset();
  const frames = inputs.map((input) => new FrameRows(kernels, input, width, y0, y1));
  // Whole cache lines a row; planes one line apart modulo the page, or they would fight for the same cache sets.
  const rowFloats = Math.ceil(width / 16) * 16;
  const rowBytes = rowFloats * 4;
  const bandRows = Math.min(Math.max(1, Math.floor(bandBytes / (rowBytes * inputs.length))), mostBandRows, y1 - y0);
  const stride = Math.ceil((bandRows * rowBytes) / 4096) * 4096 + 64;
  const planes = kernels.allocate(stride * inputs.length);
  const reduced = kernels.allocate(bandRows * rowBytes + 64);
  const reduceBand = bandReducer(kernels, reduce, inputs.length);
  const encoder = new RowEncoder(kernels, chunk);
  const { countIncomplete } = kernels.exports;
  for (let y = y0; y < y1; y += bandRows) {
    checkCancelled();
    const rows = Math.min(bandRows, y1 - y);
    frames.forEach((frame, k) => {
      for (let row = 0; row < rows; row++) frame.readFloat32(y + row, planes + k * stride + row * rowBytes);
    });
    reduceBand(planes, stride, rows * rowFloats, reduced);
    for (let row = 0; row < rows; row++) {
      encoder.encode(y + row, reduced + row * rowBytes);
      if (reduce === "sum") encoder.missing += countIncomplete(planes + row * rowBytes, stride, inputs.length, width);
    }
  }
  return encoder.finish();
}

class RowEncoder {
  private readonly kernels: Kernels;
  private readonly chunk: CombineChunk;
  private readonly writer: ChunkWriter;
  private readonly samples: number[] = [];
  private readonly scratch: number;
  private readonly integers: number;
  private readonly target: number;
  /** Pixels without a value, and those that the caller counts in. */
  missing = 0;

  constructor(kernels: Kernels, chunk: CombineChunk) {
    const { width, y0, y1 } = chunk;
    this.kernels = kernels;
    this.chunk = chunk;
    this.writer = new ChunkWriter(chunk.buffer, (y1 - y0) * width);
    this.scratch = kernels.allocate(5 * (width * 4 + 32));
    this.integers = kernels.allocate(width * 4 + 16);
    this.target = kernels.allocate(width * 4.25 + 128);
  }

  encode(y: number, row: number): void {
    const { kernels, chunk } = this;
    const { exports } = kernels;
    const { width, quantizeLevel } = chunk;
    const length = exports.encodeRow(row, width, quantizeLevel, this.scratch, this.integers, this.target);
    if (length < 0) {
      const { data, ...properties } = encodeFallbackTile(kernels.floats(row, width));
      this.writer.add(data, properties);
      this.missing += exports.countIncomplete(row, 0, 1, width);
      this.sample(y, (x) => kernels.floats(row, width)[x]);
      return;
    }
    const scale: number = exports.tileScale.value;
    const zero: number = exports.tileZero.value;
    const hasNulls = Boolean(exports.tileHasNulls.value);
    this.writer.add(kernels.bytes(this.target, length), { fallback: false, scale, zero, hasNulls });
    const integers = kernels.integers(this.integers, width);
    if (hasNulls) for (const integer of integers) if (integer === nullInteger) this.missing++;
    this.sample(y, (x) =>
      hasNulls && integers[x] === nullInteger ? Number.NaN : Math.fround(integers[x] * scale + zero),
    );
  }

  finish(): CombinedChunk {
    return { ...this.writer.finish(), samples: this.samples, missing: this.missing };
  }

  private sample(y: number, valueAt: (x: number) => number): void {
    const { width, sampleStride } = this.chunk;
    if (sampleStride !== null) for (const x of sampleColumns(y, width, sampleStride)) this.samples.push(valueAt(x));
  }
}
