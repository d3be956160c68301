import type { FrameSize } from "./frame-input.ts";
import type { KernelMemory } from "./kernel-memory.ts";

/** x′ = a·x + b·y + c, y′ = d·x + e·y + f. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Where the centre of the first pixel of an output row lies in the image. */
function rowStart([a, b, c, d, e, f]: Affine, row: number): [number, number] {
  return [a * 0.5 + b * (row + 0.5) + c, d * 0.5 + e * (row + 0.5) + f];
}

/**
 * An image seen through an affine map from output to image in edge coordinates (pixel i covers [i, i+1)): bilinear in float64 with the
 * edge repeated, rounded to float32; 0 outside of the image (operations.md §5.1). NaN propagates. The plain twin of `bilinearRow`.
 */
export function bilinear(pixels: Float32Array, image: FrameSize, output: FrameSize, map: Affine): Float32Array {
  const result = new Float32Array(output.width * output.height);
  for (let row = 0; row < output.height; row++) {
    const [startX, startY] = rowStart(map, row);
    for (let column = 0; column < output.width; column++) {
      const [x, y] = [map[0] * column + startX, map[3] * column + startY];
      if (!(x >= 0 && x < image.width && y >= 0 && y < image.height)) continue;
      result[row * output.width + column] = valueAt(pixels, image, x - 0.5, y - 0.5);
    }
  }
  return result;
}

function valueAt(pixels: Float32Array, { width, height }: FrameSize, x: number, y: number): number {
  const [left, bottom] = [Math.floor(x), Math.floor(y)];
  const [x0, x1] = [Math.max(left, 0), Math.min(left + 1, width - 1)];
  const [row0, row1] = [Math.max(bottom, 0) * width, Math.min(bottom + 1, height - 1) * width];
  const lower = mix(pixels[row0 + x0], pixels[row0 + x1], x - left);
  const upper = mix(pixels[row1 + x0], pixels[row1 + x1], x - left);
  return mix(lower, upper, y - bottom);
}

function mix(first: number, second: number, part: number): number {
  return first + (second - first) * part;
}

/** The wasm twin of `bilinear`: one output row of `width` pixels from an image in the memory of the kernels. */
export function bilinearRow(
  kernels: KernelMemory,
  image: FrameSize & { address: number },
  map: Affine,
  row: number,
  { width, address }: { width: number; address: number },
): void {
  const [startX, startY] = rowStart(map, row);
  kernels.exports.bilinearRow(image.address, image.width, image.height, map[0], map[3], startX, startY, width, address);
}
