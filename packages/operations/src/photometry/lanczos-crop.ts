import type { Rectangle } from "@datalab/fits";
import { type FrameInput, FrameRows, type FrameSize, type ThreadContext } from "@datalab/kernels";
import { lanczosTaps, type Taps } from "./lanczos-taps.ts";

/** Rows decoded from one read. */
const chunkRows = 64;

/**
 * A rectangle of a frame resampled to another size by Lanczos-3: float32, row-major from the bottom; the answer is its address in the
 * memory of the kernels, which is reset first. One pass over the rows: each is added to the target rows it belongs to. What a pixel
 * without a value touches has none (NaN).
 */
export function lanczosCrop(
  { kernels, checkCancelled }: ThreadContext,
  input: FrameInput,
  crop: Rectangle,
  { width, height }: FrameSize,
): number {
  const columns = crop.x1 - crop.x0;
  const down = lanczosTaps(crop.y1 - crop.y0, height);
  kernels.reset();
  const across = kernels.put(packedTaps(lanczosTaps(columns, width)));
  const result = kernels.allocate(width * height * 4 + 16);
  const row = kernels.allocate(crop.x1 * 4 + 64);
  const places = mostOverlapping(down);
  const stride = columns * 4 + 64;
  const sums = kernels.allocate(places * stride);
  kernels.bytes(sums, places * stride).fill(0);
  const mark = kernels.mark();
  const tileHeight = input.layout.storage.kind === "tiles" ? input.layout.storage.tileHeight : 1;
  let [firstOpen, nextOpen] = [0, 0];
  for (let y = crop.y0; y < crop.y1; ) {
    checkCancelled();
    const end = Math.min(crop.y1, Math.ceil((y + chunkRows) / tileHeight) * tileHeight);
    const rows = new FrameRows(kernels, input, crop.x1, y, end, crop.x0);
    for (; y < end; y++) {
      const line = y - crop.y0;
      while (nextOpen < height && down[nextOpen].first <= line) nextOpen++;
      rows.readFloat32(y, row);
      for (let target = firstOpen; target < nextOpen; target++) {
        const weight = down[target].weights[line - down[target].first];
        if (weight !== undefined)
          kernels.exports.addWeightedRow(row + crop.x0 * 4, columns, weight, sums + (target % places) * stride);
      }
      for (; firstOpen < nextOpen && endOf(down[firstOpen]) === line + 1; firstOpen++) {
        const sum = sums + (firstOpen % places) * stride;
        kernels.exports.weighRow(sum, width, across, result + firstOpen * width * 4);
        kernels.bytes(sum, stride).fill(0);
      }
    }
    kernels.release(mark);
  }
  return result;
}

/** As `weighRow` takes them. */
function packedTaps(taps: Taps[]): Float32Array {
  const packed = new Float32Array(taps.reduce((total, { weights }) => total + 2 + weights.length, 0));
  const integers = new Int32Array(packed.buffer);
  let at = 0;
  for (const { first, weights } of taps) {
    integers.set([first, weights.length], at);
    packed.set(weights, at + 2);
    at += 2 + weights.length;
  }
  return packed;
}

function endOf({ first, weights }: Taps): number {
  return first + weights.length;
}

/** Targets that are under way at the same time, at most. */
function mostOverlapping(taps: Taps[]): number {
  let [most, done] = [0, 0];
  for (let started = 0; started < taps.length; started++) {
    while (endOf(taps[done]) <= taps[started].first) done++;
    most = Math.max(most, started - done + 1);
  }
  return most;
}
