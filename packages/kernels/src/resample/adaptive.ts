import type { PlaneMap } from "./plane-map.ts";

/** Pixels row after row. */
export interface PixelImage {
  width: number;
  height: number;
  pixels: Float32Array | Float64Array;
}

/** Width of the Gaussian in output pixels, and the size of the region it is cut off at. */
const kernelWidth = 1.3;
const sampleRegion = 4;

/**
 * Adaptive anti-aliased resampling with flux conservation (DeForest 2004, Solar Physics 219, 3; parameters of operations.md §2.2): rows
 * [y0, y1) of an image of `width` columns, each pixel seen at `map` of its position. NaN where the map is NaN at or beside the pixel,
 * where the sampled box leaves the image, and where a value in it is NaN; infinite values propagate. The plain twin of `resampleRow`,
 * written as the specification has it.
 */
export function resample(image: PixelImage, map: PlaneMap, width: number, y0: number, y1: number): Float64Array {
  const output = new Float64Array(width * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    for (let x = 0; x < width; x++) output[(y - y0) * width + x] = resamplePixel(image, map, x, y);
  }
  return output;
}

function resamplePixel({ width, height, pixels }: PixelImage, map: PlaneMap, x: number, y: number): number {
  const [cx, cy] = map(x, y);
  const [left, right, down, up] = [map(x - 1, y), map(x + 1, y), map(x, y - 1), map(x, y + 1)];
  const [a, b] = [(right[0] - left[0]) / 2, (up[0] - down[0]) / 2];
  const [c, d] = [(right[1] - left[1]) / 2, (up[1] - down[1]) / 2];
  const { inverse, reach } = paddedInverse(a, b, c, d);
  const [x0, x1] = [Math.ceil(cx - reach), Math.floor(cx + reach)];
  const [y0, y1] = [Math.ceil(cy - reach), Math.floor(cy + reach)];
  if (!(x0 >= 0 && y0 >= 0 && x1 <= width - 1 && y1 <= height - 1)) return Number.NaN;
  let weights = 0;
  let values = 0;
  for (let row = y0; row <= y1; row++) {
    for (let column = x0; column <= x1; column++) {
      const u = inverse[0] * (column - cx) + inverse[1] * (row - cy);
      const v = inverse[2] * (column - cx) + inverse[3] * (row - cy);
      const weight = Math.exp((-2 * (u * u + v * v)) / kernelWidth ** 2);
      weights += weight;
      values += weight * pixels[row * width + column];
    }
  }
  return (Math.abs(a * d - b * c) * values) / weights;
}

/** Inverse of [[a, b], [c, d]] with its singular values raised to 1 at least, and half the box in input pixels. */
function paddedInverse(a: number, b: number, c: number, d: number) {
  const [e, f, g, h] = [(a + d) / 2, (a - d) / 2, (c + b) / 2, (c - b) / 2];
  const [q, r] = [Math.hypot(e, h), Math.hypot(f, g)];
  const [large, small] = [Math.max(q + r, 1), Math.max(q - r, 1)];
  const [first, second] = [Math.atan2(g, f), Math.atan2(h, e)];
  const [cosV, sinV] = [Math.cos((second - first) / 2), Math.sin((second - first) / 2)];
  const [cosU, sinU] = [Math.cos((second + first) / 2), Math.sin((second + first) / 2)];
  const inverse = [
    (cosV * cosU) / large - (sinV * sinU) / small,
    (cosV * sinU) / large + (sinV * cosU) / small,
    (-sinV * cosU) / large - (cosV * sinU) / small,
    (-sinV * sinU) / large + (cosV * cosU) / small,
  ];
  return { inverse, reach: (sampleRegion / 2) * large };
}
