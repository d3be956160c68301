import { encodeTile, nullInteger } from "@datalab/fits";
import { ChunkWriter } from "./encoded-chunk.ts";
import type { Kernels } from "./kernels.ts";
import { sampleColumns } from "./sample-positions.ts";
import type { CombinedChunk } from "./tasks/combine-chunk.ts";

interface EncodedBand {
  width: number;
  y0: number;
  y1: number;
  quantizeLevel: number;
  sampleStride: number | null;
  buffer: ArrayBuffer | undefined;
}

/** Compresses rows of float64 that lie in the memory of the kernels and gathers the samples of the written values. */
export class Float64RowEncoder {
  private readonly kernels: Kernels;
  private readonly band: EncodedBand;
  private readonly writer: ChunkWriter;
  private readonly samples: number[] = [];
  private readonly scratch: number;
  private readonly integers: number;
  private readonly target: number;
  /** Pixels without a value, and those that the caller counts in. */
  missing = 0;

  /** Allocates what it needs now. */
  constructor(kernels: Kernels, band: EncodedBand) {
    const { width, y0, y1 } = band;
    this.kernels = kernels;
    this.band = band;
    this.writer = new ChunkWriter(band.buffer, (y1 - y0) * width);
    this.scratch = kernels.allocate(5 * (width * 8 + 16));
    this.integers = kernels.allocate(width * 4 + 16);
    this.target = kernels.allocate(width * 4.25 + 128);
  }

  /** The row at address `row` may be read up to 8 bytes beyond its end. */
  encode(y: number, row: number): void {
    const { kernels, band } = this;
    const { exports } = kernels;
    const { width, quantizeLevel, sampleStride } = band;
    const length = exports.encodeRowFloat64(row, width, quantizeLevel, this.scratch, this.integers, this.target);
    if (length < 0) {
      this.encodeRare(y, kernels.doubles(row, width));
      return;
    }
    const scale: number = exports.tileScale.value;
    const zero: number = exports.tileZero.value;
    const hasNulls = Boolean(exports.tileHasNulls.value);
    this.writer.add(kernels.bytes(this.target, length), { fallback: false, scale, zero, hasNulls });
    const integers = kernels.integers(this.integers, width);
    if (hasNulls) for (const integer of integers) if (integer === nullInteger) this.missing++;
    if (sampleStride === null) return;
    for (const x of sampleColumns(y, width, sampleStride)) {
      this.samples.push(hasNulls && integers[x] === nullInteger ? Number.NaN : integers[x] * scale + zero);
    }
  }

  finish(): CombinedChunk {
    return { ...this.writer.finish(), samples: this.samples, missing: this.missing };
  }

  /** Flat rows, infinities, the end of the range: the twin decides. */
  private encodeRare(y: number, row: Float64Array): void {
    const { width, quantizeLevel, sampleStride } = this.band;
    const { data, ...properties } = encodeTile(row, quantizeLevel);
    this.writer.add(data, properties);
    for (const value of row) if (Number.isNaN(value)) this.missing++;
    if (sampleStride === null) return;
    for (const x of sampleColumns(y, width, sampleStride)) this.samples.push(row[x]);
  }
}
