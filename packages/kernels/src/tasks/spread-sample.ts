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
  const rowsOf = (band: number) => Math.min(tileHeight, height - band * tileHeight);
  let total = 0;
  for (let band = bandStep >> 1; band < bands; band += bandStep) total += Math.ceil(rowsOf(band) / rowStep) * width;
  const step = Math.ceil(total / mostSamples);
  const result = new Float64Array(Math.ceil(total / step));
  let [seen, taken] = [0, 0];
  for (let band = bandStep >> 1; band < bands; band += bandStep) {
    checkCancelled();
    kernels.reset();
    const y0 = band * tileHeight;
    const frame = new FrameRows(kernels, input, width, y0, y0 + rowsOf(band));
    for (let y = y0; y < y0 + rowsOf(band); y += rowStep, seen += width) {
      const row = frame.readFloat64(y);
      for (let x = (step - (seen % step)) % step; x < width; x += step) result[taken++] = row[x];
    }
  }
  return { result, transfer: [result.buffer] };
}
