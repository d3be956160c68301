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
import { encodeTiff } from "./save-tiff.ts";

export interface FrameRendering {
  /** Values drawn black and white. Both 0 or absent: found from the image; one absent: that one is. */
  readonly zmin?: number | null;
  readonly zmax?: number | null;
  readonly format: "jpeg" | "tiff";
  readonly signal?: AbortSignal;
}

/**
 * One frame as a grey picture in full resolution (operations.md §0.8): the bytes of a JPEG, or of an uncompressed RGB TIFF. Pixels
 * without a value are black; limits the wrong way round are swapped. A JPEG has at most 65,500 pixels a side: what is longer is
 * shrunk to that. Memory: one byte a pixel and the encoded picture; decoding runs in the pool, encoding in sharp's threads.
 * @throws AppError what decoding throws, cancelled
 */
export async function renderFrame(
  pool: KernelPool,
  input: FrameInput,
  { zmin, zmax, format, signal }: FrameRendering,
): Promise<Uint8Array> {
  const scale = await scalePoints(pool, input, { zmin, zmax, signal });
  const picture = await scaleFrame(pool, { input, ...scale, signal });
  try {
    return await encode(pool, picture, { format, signal });
  } finally {
    releasePicture(pool, picture);
  }
}

async function encode(
  pool: KernelPool,
  picture: Picture,
  { format, signal }: Pick<FrameRendering, "format" | "signal">,
): Promise<Uint8Array> {
  if (format === "tiff") return encodeTiff(picture);
  return encodeJpeg(await thumbnail(pool, picture, { width: longestJpegSide, height: longestJpegSide, signal }));
}

async function scalePoints(
  pool: KernelPool,
  input: FrameInput,
  { zmin, zmax, signal }: Omit<FrameRendering, "format">,
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
