import type { Affine } from "../bilinear.ts";
import { FrameRows } from "../frame-rows.ts";
import type { Kernels } from "../kernels.ts";
import { isWholeShift, type PlacedChannel, type Tile } from "./placed-channel.ts";

/** Address of the tile's part of row y of the composite as float32, until the next row is asked for. */
type RowReader = (y: number) => number;

/**
 * The rows of a tile as one channel sees them: copied where the map shifts by whole pixels inside of the frame, else bilinear, 0 outside of
 * the frame. Allocates what it needs now; 12 bytes behind each row can be read.
 */
export function channelRows(kernels: Kernels, { input, map }: PlacedChannel, tile: Tile): RowReader {
  const { width, height } = input.layout;
  const [, , shiftX, , , shiftY] = map;
  const inside =
    tile.x0 + shiftX >= 0 && tile.x1 + shiftX <= width && tile.y0 + shiftY >= 0 && tile.y1 + shiftY <= height;
  if (!isWholeShift(map) || !inside) return interpolatedRows(kernels, { input, map }, tile);
  const row = kernels.allocate(width * 4 + 16);
  const frame = new FrameRows(kernels, input, width, tile.y0 + shiftY, tile.y1 + shiftY);
  return (y) => {
    frame.readFloat32(y + shiftY, row);
    return row + (tile.x0 + shiftX) * 4;
  };
}

function interpolatedRows(
  kernels: Kernels,
  { input, map }: Pick<PlacedChannel, "input" | "map">,
  tile: Tile,
): RowReader {
  const { width, height } = input.layout;
  const [a, b, c, d, e, f] = map;
  const row = kernels.allocate((tile.x1 - tile.x0) * 4 + 16);
  const { first, end } = neededRows(map, tile, height);
  const window = kernels.allocate((end - first) * width * 4 + 16);
  decode();
  // Only rows of the window are read, so the address of row 0 may lie outside of the memory.
  const image = window - first * width * 4;
  return (y) => {
    const startX = a * (tile.x0 + 0.5) + b * (y + 0.5) + c;
    const startY = d * (tile.x0 + 0.5) + e * (y + 0.5) + f;
    kernels.exports.bilinearRow(image, width, height, a, d, startX, startY, tile.x1 - tile.x0, row);
    return row;
  };

  function decode(): void {
    if (first === end) return;
    const mark = kernels.mark();
    const frame = new FrameRows(kernels, input, width, first, end);
    for (let y = first; y < end; y++) frame.readFloat32(y, window + (y - first) * width * 4);
    kernels.release(mark);
  }
}

/** Rows of a frame that a tile draws from, with one to spare for rounding. */
function neededRows([, , , d, e, f]: Affine, { x0, x1, y0, y1 }: Tile, height: number) {
  const ends = [x0, x1].flatMap((x) => [y0, y1].map((y) => d * x + e * y + f));
  const within = (row: number) => Math.min(Math.max(row, 0), height);
  return { first: within(Math.floor(Math.min(...ends)) - 2), end: within(Math.ceil(Math.max(...ends)) + 2) };
}
