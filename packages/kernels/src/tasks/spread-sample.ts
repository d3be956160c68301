import type { FrameInput } from "../frame-input.ts";
import { FrameRows } from "../frame-rows.ts";
import type { TaskOutcome, ThreadContext } from "../thread-context.ts";

const mostRows = 64;
const mostSamples = 65_536;

/** Values of rows spread evenly over a frame, a few hundredths of it at most where tiles are small; NaN included. */
export function spreadSample(
  { kernels, checkCancelled }: ThreadContext,
  { input }: { input: FrameInput },
): TaskOutcome<Float64Array> {
  const { width, height, storage } = input.layout;
  const tileHeight = storage.kind === "tiles" ? storage.tileHeight : 1;
  const bands = Math.ceil(height / tileHeight);
  const bandStep = Math.ceil(bands / mostRows);
  const rowStep = Math.ceil((tileHeight * Math.ceil(bands / bandStep)) / mostRows);
  const samples: number[] = [];
  for (let band = bandStep >> 1; band < bands; band += bandStep) {
    checkCancelled();
    kernels.reset();
    const [y0, y1] = [band * tileHeight, Math.min((band + 1) * tileHeight, height)];
    const frame = new FrameRows(kernels, input, width, y0, y1);
    for (let y = y0; y < y1; y += rowStep) for (const value of frame.readFloat64(y)) samples.push(value);
  }
  const step = Math.ceil(samples.length / mostSamples);
  return { result: Float64Array.from({ length: Math.ceil(samples.length / step) }, (_, i) => samples[i * step]) };
}
