import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { encodeSum, type Footprint, type MappedFrame, resampleFrames, resampleMap } from "@datalab/kernels";
import type { Frame, ImageOutput, OperationContext } from "../operation-context.ts";
import { progressWithin } from "../progress.ts";
import { type CelestialGrid, celestialGrid, checkSharedSky, cropGrid, gridHeader, gridWcs } from "./celestial-grid.ts";
import { resultHeader } from "./result-header/result-header.ts";
import { type SkyImage, skyPositions } from "./sky-image.ts";
import { skyMap } from "./sky-map.ts";
import { intersection, type Rectangle, validRectangle } from "./valid-rectangle.ts";

type Work = Pick<OperationContext, "pool" | "signal" | "progress" | "workDir">;
type StackedImage = Pick<ImageOutput, "header" | "remarks" | "width" | "height" | "pixels" | "rows">;

/**
 * The sum of images on a common sky grid, in float64, cropped to the rectangle that all of them fill; NaN counts as 0 there
 * (operations.md §2). The header is that of a sum with the solution of the result.
 * Memory: a byte a pixel of the grid and a few decoded bands a thread; disk: eight bytes a pixel in the work folder.
 * @throws AppError invalid: `operations.no_wcs` naming the image, `operations.no_shared_sky`; tooLarge
 */
export async function reprojectedStack(
  frames: readonly Frame[],
  { pool, signal, progress, workDir }: Work,
  span: readonly [from: number, to: number],
): Promise<StackedImage> {
  const within = progressWithin(progress, span);
  const images = frames.map((frame) => ({ ...frame, ...sizeOf(frame) }));
  const grid = celestialGrid(images);
  checkSharedSky(images, grid);
  const mapped = await mapFrames(images, grid, { signal, progress: progressWithin(within, [0, 0.05]) });
  const path = join(workDir, "resampled-sum");
  const { sum, footprints } = await resampleFrames(pool, {
    frames: mapped,
    width: grid.width,
    height: grid.height,
    path,
    signal,
    onProgress: (rows) => within(0.05 + (0.9 * rows) / grid.height, `Resampling rows ${rows} of ${grid.height}`),
  });
  within(0.95, "Finding the area that all images share");
  const shared = await sharedRectangle(footprints, grid, signal);
  const missing = await incompletePixels(footprints, grid, shared, signal);
  const { width, height, ...solution } = cropGrid(grid, shared);
  const { header, remarks } = resultHeader(frames, { kind: "sum", resampled: true });
  return {
    header: gridHeader(header, { width, height, ...solution }),
    remarks,
    width,
    height,
    pixels: "float64",
    async rows(sink) {
      const summary = await encodeSum(pool, sum, {
        width,
        height,
        left: shared.x0,
        bottom: shared.y0,
        signal,
        ...sink,
      });
      await rm(path);
      return { ...summary, missing };
    },
  };
}

function sizeOf({ input: { layout } }: Frame): { width: number; height: number } {
  return { width: layout.width, height: layout.height };
}

/** Where each pixel of the grid lies in each image. Between two images others get their turn. */
async function mapFrames(
  images: readonly (SkyImage & Frame)[],
  grid: CelestialGrid,
  { signal, progress }: Pick<Work, "signal" | "progress">,
): Promise<MappedFrame[]> {
  const output = gridWcs(grid);
  const mapped: MappedFrame[] = [];
  for (const image of images) {
    const map = skyMap(output, skyPositions(image, grid.frame));
    mapped.push({ input: image.input, map: await resampleMap(map, grid, image, signal) });
    progress(mapped.length / images.length, `Placed ${mapped.length} of ${images.length} images on the sky`);
    await setImmediate(undefined, { signal });
  }
  return mapped;
}

async function sharedRectangle(
  footprints: readonly Footprint[],
  { width, height }: CelestialGrid,
  signal: AbortSignal,
): Promise<Rectangle> {
  const bytes = new Uint8Array(width * height);
  const rectangles: Rectangle[] = [];
  for (const footprint of footprints) {
    rectangles.push(validRectangle(footprint.toBytes(bytes), width));
    await setImmediate(undefined, { signal });
  }
  return intersection(rectangles);
}

/** How many pixels of a part of the grid some image has no value for. */
async function incompletePixels(
  footprints: readonly Footprint[],
  { width, height }: CelestialGrid,
  part: Rectangle,
  signal: AbortSignal,
): Promise<number> {
  const { x0, y0, x1, y1 } = part;
  const holed = footprints.filter((footprint) => footprint.countIn(part) < (x1 - x0) * (y1 - y0));
  if (holed.length === 0) return 0;
  const bytes = new Uint8Array(width * height);
  const lacking = new Uint8Array((x1 - x0) * (y1 - y0));
  for (const footprint of holed) {
    footprint.toBytes(bytes);
    for (let y = y0, i = 0; y < y1; y++) for (let x = x0; x < x1; x++, i++) lacking[i] |= 1 - bytes[y * width + x];
    await setImmediate(undefined, { signal });
  }
  return lacking.reduce((sum, value) => sum + value, 0);
}
