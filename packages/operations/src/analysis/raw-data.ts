import { exposureOf, type Header } from "@datalab/fits";
import { type FrameInput, type FrameSize, resizeFrame } from "@datalab/kernels";
import { z } from "zod";
import { defineAnalysis } from "./define.ts";
import { pixelHistogram } from "./pixel-histogram.ts";
import { numeric } from "./request-members.ts";

const largest = 2048;
const sizeProblem = `must be a whole number from 1 to ${largest}`;

const members = {
  max_size: numeric(sizeProblem)
    .refine((size) => Number.isInteger(size) && size >= 1 && size <= largest, { error: sizeProblem })
    .default(500),
  /** Keep the image's shape: `max_size` is the longer side. Else the preview is a square. */
  preserve_aspect: z.boolean({ error: "must be true or false" }).default(false),
};

/** A small copy of the frame's pixels, top row first, for a viewer that scales them itself, and their histogram (analysis.md §6). */
export const rawData = defineAnalysis({
  name: "raw-data",
  input: members,
  async run({ pool, frame }, { max_size, preserve_aspect }) {
    const image = (await frame()).shown();
    const { header, input } = image;
    const { layout } = input;
    const size = preserve_aspect ? shapeWithin(layout, max_size) : { width: max_size, height: max_size };
    const [samples, preview] = await Promise.all([image.samples(), resizeFrame(pool, { input, ...size })]);
    return {
      data: topRowFirst(preview, size),
      height: size.height,
      width: size.width,
      ...pixelHistogram(samples, brightestValue(header, input, samples)),
      bitdepth: Math.abs(layout.bitpix),
    };
  },
});

function shapeWithin({ width, height }: FrameSize, side: number): FrameSize {
  const scale = side / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Where the detector saturates, else what the type can hold; of types that hold nearly everything the brightest sample (D39). */
function brightestValue(header: Header, { layout }: FrameInput, samples: Float32Array | Float64Array): number {
  const saturation = Math.trunc(exposureOf(header).saturation ?? 0);
  if (saturation > 0) return saturation;
  if (layout.bitpix === 8) return 255;
  if (layout.bitpix === 16) return 65_504;
  let brightest = 0;
  for (const value of samples) brightest = Math.max(brightest, Math.ceil(value));
  return brightest;
}

function topRowFirst(pixels: Float32Array, { width, height }: FrameSize): Float32Array {
  const flipped = new Float32Array(new SharedArrayBuffer(pixels.byteLength)); // threads write it as JSON
  for (let y = 0; y < height; y++) {
    flipped.set(pixels.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  }
  return flipped;
}
