import type { Kernels } from "./kernels.ts";

/** Rows of float32 in the memory of the kernels. */
interface StoredImage {
  address: number;
  width: number;
  height: number;
}

/** Clipped sky levels in rings of one size. The first pixel of an image covers [0, 1). */
export class RingLevel {
  private readonly kernels: Kernels;
  private readonly inner: number;
  private readonly outer: number;
  private readonly scratch: number;

  /** `image`: the largest that will be looked at. Takes memory of the kernels. */
  constructor(kernels: Kernels, inner: number, outer: number, image: { width: number; height: number }) {
    const side = 2 * Math.max(0, outer) + 2;
    this.kernels = kernels;
    this.inner = inner;
    this.outer = outer;
    this.scratch = kernels.allocate((Math.min(side, image.width) * Math.min(side, image.height) + 4) * 4 + 64);
  }

  /**
   * Mean of the pixels with inner ≤ distance ≤ outer from (x, y) without those beyond 2σ, at most nine rounds, until it changes by less
   * than 0.1, and their number; 0 of 0 without any. Pixels without a value do not count. operations.md §8.4.
   */
  at({ address, width, height }: StoredImage, x: number, y: number): { mean: number; pixels: number } {
    const { inner, outer } = this;
    const meets = outer > inner && x > -outer && y > -outer && x < width + outer && y < height + outer;
    if (!meets) return { mean: 0, pixels: 0 };
    const mean = this.kernels.exports.ringLevel(address, width, height, x, y, inner, outer, this.scratch);
    return { mean, pixels: this.kernels.exports.ringPixels.value as number };
  }
}
