import { encodeFallbackTile, nullInteger, type QuantisedTile, quantiseTile, riceEncode } from "@datalab/fits";
import { ChunkWriter } from "../encoded-chunk.ts";
import { FrameRows } from "../frame-rows.ts";
import { medianOfPlanes } from "../median.ts";
import { sampleColumns } from "../sample-positions.ts";
import type { ThreadContext } from "../thread-context.ts";
import type { CombineChunk, CombinedChunk } from "./combine-chunk.ts";

/** The same for wide integers and float64, row by row in plain TypeScript. */
export function combineFloat64({ kernels, checkCancelled }: ThreadContext, chunk: CombineChunk): CombinedChunk {
  const { inputs, width, y0, y1, quantizeLevel, sampleStride } = chunk;
  kernels.reset();
  const frames = inputs.map((input) => new FrameRows(kernels, input, width, y0, y1));
  const medians = new Float64Array(width);
  const writer = new ChunkWriter(chunk.buffer, (y1 - y0) * width);
  const samples: number[] = [];
  for (let y = y0; y < y1; y++) {
    checkCancelled();
    medianOfPlanes(
      frames.map((frame) => frame.readFloat64(y)),
      medians,
    );
    const quantised = quantiseTile(medians, quantizeLevel);
    if (quantised) {
      const { integers, scale, zero, hasNulls } = quantised;
      writer.add(riceEncode(integers, 4), { fallback: false, scale, zero, hasNulls });
    } else {
      const { data, ...properties } = encodeFallbackTile(medians);
      writer.add(data, properties);
    }
    if (sampleStride === null) continue;
    for (const x of sampleColumns(y, width, sampleStride))
      samples.push(quantised ? writtenValue(quantised, x) : medians[x]);
  }
  return { ...writer.finish(), samples };
}

function writtenValue({ integers, scale, zero, hasNulls }: QuantisedTile, x: number): number {
  return hasNulls && integers[x] === nullInteger ? Number.NaN : integers[x] * scale + zero;
}
