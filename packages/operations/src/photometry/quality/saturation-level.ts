import type { ImageLayout } from "@datalab/fits";

/**
 * Where pixels of an image are at their end, ADU: what its header says, or the largest value that its stored integers can have, whichever
 * is lower. Undefined where neither is known, as of floats without the card.
 */
export function saturationLevel(stated: number | undefined, layout: ImageLayout): number | undefined {
  const levels = [stated, largestStored(layout)].filter((level) => level !== undefined);
  return levels.length > 0 ? Math.min(...levels) : undefined;
}

/** Of 8 and 16 bits: no camera fills 32. Scaled values were spread over all integers, so the largest one means nothing. */
function largestStored({ bitpix, bscale, bzero }: ImageLayout): number | undefined {
  if (bscale !== 1 || (bitpix !== 8 && bitpix !== 16)) return undefined;
  return bzero + (bitpix === 8 ? 255 : 32767);
}

/** Rows of an image that a circle touches, and the column of its centre. */
interface Place {
  readonly column: number;
  readonly bottom: number;
  readonly top: number;
}

/** How far below the level a clipped pixel may be read: compressed floats were rounded to steps, and all become float32. */
export function clippingTolerance({ bitpix, storage }: ImageLayout, level: number, place: Place): number {
  const rounding = Math.abs(level) * 2 ** -23;
  if (bitpix > 0 || storage.kind !== "tiles" || storage.quantize === "none") return rounding;
  const { tileWidth, tileHeight, tilesX, tilesY, scale } = storage;
  const across = Math.min(Math.max(Math.floor(place.column / tileWidth), 0), tilesX - 1);
  const last = Math.min(Math.floor(place.top / tileHeight), tilesY - 1);
  let step = 0;
  for (let row = Math.max(Math.floor(place.bottom / tileHeight), 0); row <= last; row++) {
    step = Math.max(step, Math.abs(scale[row * tilesX + across]) || 0);
  }
  return rounding + step / 2;
}
