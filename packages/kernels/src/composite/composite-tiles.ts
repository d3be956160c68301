import { rowChunks } from "../chunks.ts";
import type { FrameSize } from "../frame-input.ts";
import { isWholeShift, type PlacedChannel, type Tile } from "./placed-channel.ts";

/** Neighbouring tiles of a turned frame need some of the same rows of it: the higher the tiles, the fewer are decoded twice. */
const mostRows = 256;
const leastRows = 64;
const tilePixels = 2 ** 20;

/**
 * Cuts a composite into pieces for one thread each. Where a frame is turned so far that a piece as wide as the composite would need
 * more than twice its height in rows of that frame, the pieces are narrower. So a thread holds at most about 512 decoded rows of each frame.
 */
export function compositeTiles(channels: readonly PlacedChannel[], { width, height }: FrameSize): Tile[] {
  const inputs = channels.map(({ input }) => input);
  const turned = channels.filter(({ map }) => !isWholeShift(map));
  const slope = Math.max(0, ...turned.map(({ map }) => Math.abs(map[3])));
  const wanted = turned.length === 0 ? 1 : Math.min(Math.max(Math.floor(tilePixels / width), leastRows), mostRows);
  const together = rowChunks(inputs, height)[0].y1;
  const rows = Math.ceil(wanted / together) * together;
  const columns = slope * width <= rows ? width : Math.max(rows, Math.ceil(rows / slope));
  const tiles: Tile[] = [];
  for (let y0 = 0; y0 < height; y0 += rows) {
    for (let x0 = 0; x0 < width; x0 += columns) {
      tiles.push({ x0, x1: Math.min(x0 + columns, width), y0, y1: Math.min(y0 + rows, height) });
    }
  }
  return tiles;
}
