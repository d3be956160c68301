import { AppError } from "@datalab/errors";
import { type KernelPool, sampleFrame } from "@datalab/kernels";
import { type ImageFile, readFrameFile } from "../frame-file.ts";
import { sampleStride } from "../imaging/auto-scale.ts";
import type { FileReference } from "../input-files.ts";
import type { AnalysisFrame, FrameImage } from "./define.ts";
import { type BlockCache, PixelBlocks } from "./pixel-blocks.ts";

/** Where a frame is read from, and where it may be unwrapped to. */
export interface FrameCopy {
  readonly path: string;
  readonly unwrapped: string;
}

/** Reads the headers of a frame. `name` tells its pixels from those of other frames. Throws AppError that names the file. */
export async function openFrame(
  file: FileReference,
  { path, unwrapped }: FrameCopy,
  { pool, blocks, name }: { pool: KernelPool; blocks: BlockCache; name: string },
): Promise<AnalysisFrame> {
  const { basename, sci, shown, table } = await readFrameFile(file, path, unwrapped);
  const images = new Map<ImageFile, FrameImage>();
  const imageOf = (file: ImageFile): FrameImage => {
    const known = images.get(file);
    if (known) return known;
    const image = frameImage(file, pool, new PixelBlocks(pool, file.input, blocks, `${name}#${images.size}`));
    images.set(file, image);
    return image;
  };
  return {
    basename,
    science() {
      if (!sci) throw new AppError("invalid", "operations.no_sci", `${basename} has no SCI extension.`);
      return imageOf(sci);
    },
    shown() {
      if (!shown)
        throw new AppError(
          "invalid",
          "analysis.no_image",
          `${basename} holds no image of two axes; cubes of planes are not read here.`,
        );
      return imageOf(shown);
    },
    table,
    scratch: `${path}.scratch`,
  };
}

/** Its samples are taken once. */
function frameImage({ effective: header, input }: ImageFile, pool: KernelPool, pixels: PixelBlocks): FrameImage {
  const stride = sampleStride(input.layout.width, input.layout.height);
  let taken: Promise<Float32Array> | undefined;
  return {
    header,
    input,
    pixels,
    async samples() {
      taken ??= sampleFrame(pool, { input, stride });
      taken.catch(() => {
        taken = undefined; // a passing trouble must not last as long as the frame is open
      });
      return (await taken).slice();
    },
  };
}
