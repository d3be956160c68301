import type { Affine } from "../bilinear.ts";
import type { FrameInput, FrameSize } from "../frame-input.ts";
import { greyLimits } from "../grey.ts";
import { inOrder } from "../in-order.ts";
import type { Picture } from "../picture/picture.ts";
import { pictureMemory } from "../picture/picture-memory.ts";
import type { KernelPool } from "../pool.ts";
import type { Colour } from "./composite.ts";
import { compositeTiles } from "./composite-tiles.ts";
import type { PlacedChannel } from "./placed-channel.ts";

export interface CompositeChannel {
  input: FrameInput;
  colour: Colour;
  /** The value that adds nothing, and the one that adds all of the colour; equal ones are pulled apart by one each. */
  zmin: number;
  zmax: number;
  /** From pixels of the frame's aligned twin, of the same size, to its own, in edge coordinates (pixel i covers [i, i+1)). */
  alignment?: Affine;
}

/**
 * Frames as one colour picture (operations.md §5.2): each linear between its limits, times its colour, added up, gamma 2.5, highest
 * FITS row on top. Frames of different sizes are cut down to their common size around their centres. A pixel without a value adds nothing;
 * outside of an aligned frame the value is 0. Float32. Memory: three bytes a pixel, and in each thread the decoded rows of one tile.
 * @throws AppError what decoding throws, cancelled
 */
export async function compositeFrames(
  pool: KernelPool,
  { channels, signal, onProgress }: CompositeOptions,
): Promise<Picture> {
  const size = commonSize(channels);
  const placed = channels.map((channel) => place(channel, size));
  const tiles = compositeTiles(placed, size);
  const bytes = size.width * size.height * 3;
  const picture = pictureMemory(pool, bytes);
  let done = 0;
  await inOrder(
    tiles,
    { limit: pool.threads + 2, signal },
    (tile, tileSignal) =>
      pool.run("compositeTile", { channels: placed, tile, ...size, picture }, { signal: tileSignal }),
    () => onProgress?.(++done / tiles.length),
  );
  return { ...size, channels: 3, pixels: new Uint8Array(picture, 0, bytes) };
}

interface CompositeOptions {
  channels: readonly CompositeChannel[];
  signal?: AbortSignal;
  onProgress?(fraction: number): void;
}

function commonSize(channels: readonly CompositeChannel[]): FrameSize {
  return {
    width: Math.min(...channels.map(({ input }) => input.layout.width)),
    height: Math.min(...channels.map(({ input }) => input.layout.height)),
  };
}

function place(
  { input, colour, zmin, zmax, alignment }: CompositeChannel,
  { width, height }: FrameSize,
): PlacedChannel {
  const x0 = Math.floor((input.layout.width - width) / 2);
  const y0 = Math.floor((input.layout.height - height) / 2);
  const [a, b, c, d, e, f] = alignment ?? [1, 0, 0, 0, 1, 0];
  const map = [a, b, c + a * x0 + b * y0, d, e, f + d * x0 + e * y0] as const;
  return { input, colour, ...greyLimits(zmin, zmax), map };
}
