import type { PixelPatch } from "./pixel-patch.ts";

/** An image from a function of column and row, in float32. */
export function imageOf(width: number, height: number, value: (x: number, y: number) => number): PixelPatch {
  const data = Float32Array.from({ length: width * height }, (_, k) => value(k % width, Math.floor(k / width)));
  return { x0: 0, y0: 0, width, height, data };
}

/** Image Q of operations.md §8.4: a star on a patterned sky. */
export function imageQ(): PixelPatch {
  return imageOf(60, 60, (x, y) => {
    const square = (x + 0.5 - 30.3) ** 2 + (y + 0.5 - 28.7) ** 2;
    return 100 + ((7 * x + 13 * y) % 11) + 5000 * Math.exp(-square / 12.5);
  });
}

/** The part of an image that a reader of some rows and columns would have. */
export function cropOf(image: PixelPatch, x0: number, y0: number, width: number, height: number): PixelPatch {
  return {
    ...{ x0, y0, width, height },
    data: imageOf(width, height, (x, y) => image.data[(y + y0) * image.width + x + x0]).data,
  };
}
