import { isFloat32Image } from "@datalab/fits";
import type { FrameInput } from "@datalab/kernels";

/** Size of the area all images share when laid over each other at their lower left corners. */
export function commonSize(inputs: readonly FrameInput[]): { width: number; height: number } {
  return {
    width: Math.min(...inputs.map(({ layout }) => layout.width)),
    height: Math.min(...inputs.map(({ layout }) => layout.height)),
  };
}

/** Whether the area all images share is smaller than the first of them. */
export function isCropped(inputs: readonly FrameInput[]): boolean {
  const { width, height } = commonSize(inputs);
  return inputs[0].layout.width !== width || inputs[0].layout.height !== height;
}

/** The float type that holds every input value: float32 up to 16-bit integers whose steps it can tell apart, float64 for anything wider. */
export function floatTypeFor(inputs: readonly FrameInput[]): "float32" | "float64" {
  return inputs.every(({ layout }) => isFloat32Image(layout)) ? "float32" : "float64";
}

/** The float type of a sum: float64 for integers alone, whose sums outgrow the 24 bits of float32. */
export function sumTypeFor(inputs: readonly FrameInput[]): "float32" | "float64" {
  return inputs.every(({ layout }) => layout.bitpix > 0) ? "float64" : floatTypeFor(inputs);
}
