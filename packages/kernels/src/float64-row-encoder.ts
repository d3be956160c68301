import { encodeFallbackTile, nullInteger, type QuantisedTile, quantiseTile, riceEncode } from "@datalab/fits";
import { ChunkWriter } from "./encoded-chunk.ts";
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

/** Compresses rows of float64 in plain TypeScript and gathers the samples of the written values. */
export class Float64RowEncoder {
  private readonly band: EncodedBand;
  private readonly writer: ChunkWriter;
  private readonly samples: number[] = [];

  constructor(band: EncodedBand) {
    this.band = band;
    this.writer = new ChunkWriter(band.buffer, (band.y1 - band.y0) * band.width);
  }

  encode(y: number, row: Float64Array): void {
    const { width, quantizeLevel, sampleStride } = this.band;
    const quantised = quantiseTile(row, quantizeLevel);
    if (quantised) {
      const { integers, scale, zero, hasNulls } = quantised;
      this.writer.add(riceEncode(integers, 4), { fallback: false, scale, zero, hasNulls });
    } else {
      const { data, ...properties } = encodeFallbackTile(row);
      this.writer.add(data, properties);
    }
    if (sampleStride === null) return;
    for (const x of sampleColumns(y, width, sampleStride))
      this.samples.push(quantised ? writtenValue(quantised, x) : row[x]);
  }

  finish(): CombinedChunk {
    return { ...this.writer.finish(), samples: this.samples };
  }
}

function writtenValue({ integers, scale, zero, hasNulls }: QuantisedTile, x: number): number {
  return hasNulls && integers[x] === nullInteger ? Number.NaN : integers[x] * scale + zero;
}
