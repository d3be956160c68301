import {
  type FrameInput,
  type KernelPool,
  type Picture,
  releasePicture,
  sampleFrame,
  scaleFrame,
  thumbnail,
} from "@datalab/kernels";
import { autoScale, type ScalePoints, sampleStride } from "./auto-scale.ts";
import { encodeJpeg, longestJpegSide } from "./save-jpeg.ts";
import { saveTiff } from "./save-tiff.ts";

export interface FrameRendering {
  /** Values drawn black and white. Both 0 or absent: found from the image; one absent: that one is. */
  readonly zmin?: number | null;
  readonly zmax?: number | null;
  readonly signal?: AbortSignal;
}

/**
 * One frame as a grey JPEG in full resolution (operations.md §0.8). Pixels without a value are black; limits the wrong way round are
 * swapped. A side has at most 65,500 pixels: what is longer is shrunk to that. Memory: one byte a pixel and the encoded picture;
 * decoding runs in the pool, encoding in sharp's threads.
 * @throws AppError what decoding throws, cancelled
 */
export function frameJpeg(pool: KernelPool, input: FrameInput, rendering: FrameRendering = {}): Promise<Uint8Array> {
  return withPicture(pool, input, rendering, async (picture) => {
    const { signal } = rendering;
    return encodeJpeg(await thumbnail(pool, picture, { width: longestJpegSide, height: longestJpegSide, signal }));
  });
}

/** The same as an uncompressed RGB TIFF, of any size, in a file. Memory: one byte a pixel. */
export function writeFrameTiff(
  pool: KernelPool,
  input: FrameInput,
  path: string,
  rendering: FrameRendering = {},
): Promise<void> {
  return withPicture(pool, input, rendering, (picture) => saveTiff(picture, path));
}

async function withPicture<Result>(
  pool: KernelPool,
  input: FrameInput,
  rendering: FrameRendering,
  use: (picture: Picture) => Promise<Result>,
): Promise<Result> {
  const scale = await scalePoints(pool, input, rendering);
  const picture = await scaleFrame(pool, { input, ...scale, signal: rendering.signal });
  try {
    return await use(picture);
  } finally {
    releasePicture(pool, picture);
  }
}

async function scalePoints(
  pool: KernelPool,
  input: FrameInput,
  { zmin, zmax, signal }: FrameRendering,
): Promise<ScalePoints> {
  const given = Boolean(zmin) || Boolean(zmax);
  let [low, high] = given ? [zmin ?? undefined, zmax ?? undefined] : [undefined, undefined];
  if (low === undefined || high === undefined) {
    const stride = sampleStride(input.layout.width, input.layout.height);
    const found = autoScale(await sampleFrame(pool, { input, stride, signal }));
    low ??= found.zmin;
    high ??= found.zmax;
  }
  return { zmin: Math.min(low, high), zmax: Math.max(low, high) };
}
