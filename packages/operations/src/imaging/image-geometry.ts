import type { ImageLayout } from "@datalab/fits";

type Laid = { readonly layout: ImageLayout };

/** Size of the area all images share when laid over each other at their lower left corners. */
export function commonSize(frames: readonly Laid[]): { width: number; height: number } {
  return {
    width: Math.min(...frames.map(({ layout }) => layout.width)),
    height: Math.min(...frames.map(({ layout }) => layout.height)),
  };
}

/** The float type that holds every input value: float32 up to 16-bit integers, float64 for anything wider. */
export function floatTypeFor(frames: readonly Laid[]): "float32" | "float64" {
  const narrow = frames.every(({ layout }) => layout.bitpix === -32 || layout.bitpix === 8 || layout.bitpix === 16);
  return narrow ? "float32" : "float64";
}
