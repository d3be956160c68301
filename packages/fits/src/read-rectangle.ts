import { fitsError } from "./fits-error.ts";
import type { ImageLayout, PlainStorage, TiledStorage } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { decodeTile, physicalPixels, type TileDecoder, tileShape } from "./tiles/index.ts";

/** Columns x0 to x1 − 1 and rows y0 to y1 − 1 of an image, counted from 0 at the lower left pixel. */
export interface Rectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Tiles that follow each other in the file are read together up to this many bytes. */
const largestRead = 2 ** 22;

/**
 * The physical values (BZERO + BSCALE · stored) of a rectangle of pixels, row by row from the lowest, x1 − x0 each; NaN = no value (a
 * float NaN, BLANK or ZBLANK). Of a compressed image only the tiles that the rectangle touches are read and decoded.
 *
 * Throws fits.no_image for a rectangle that is not inside the image, fits.truncated, fits.tile_corrupt (which names the tile),
 * fits.codec_unsupported.
 */
export async function readRectangle(
  file: Pick<FitsFile, "source">,
  layout: ImageLayout,
  rectangle: Rectangle,
  decode: TileDecoder = decodeTile,
): Promise<Float64Array> {
  const { x0, y0, x1, y1 } = rectangle;
  const whole = [x0, y0, x1, y1].every(Number.isInteger);
  if (!(whole && 0 <= x0 && x0 <= x1 && x1 <= layout.width && 0 <= y0 && y0 <= y1 && y1 <= layout.height)) {
    throw fitsError("no_image", `The image has no columns ${x0} to ${x1 - 1} in rows ${y0} to ${y1 - 1}.`);
  }
  return layout.storage.kind === "plain"
    ? readPlain(file, layout, layout.storage, rectangle)
    : readTiled(file, layout, layout.storage, rectangle, decode);
}

async function readPlain(
  file: Pick<FitsFile, "source">,
  layout: ImageLayout,
  storage: PlainStorage,
  { x0, y0, x1, y1 }: Rectangle,
): Promise<Float64Array> {
  const pixelBytes = Math.abs(layout.bitpix) / 8;
  const start = (x: number, y: number) => storage.dataOffset + (y * layout.width + x) * pixelBytes;
  if (x0 === 0 && x1 === layout.width) {
    return physicalPixels(await file.source.read(start(0, y0), start(0, y1) - start(0, y0)), layout);
  }
  const pixels = new Float64Array((x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) {
    const bytes = await file.source.read(start(x0, y), (x1 - x0) * pixelBytes);
    pixels.set(physicalPixels(bytes, layout), (y - y0) * (x1 - x0));
  }
  return pixels;
}

async function readTiled(
  file: Pick<FitsFile, "source">,
  layout: ImageLayout,
  storage: TiledStorage,
  rectangle: Rectangle,
  decode: TileDecoder,
): Promise<Float64Array> {
  const pixels = new Float64Array((rectangle.x1 - rectangle.x0) * (rectangle.y1 - rectangle.y0));
  const tiles = touchedTiles(storage, rectangle);
  for (let first = 0; first < tiles.length; ) {
    const count = followingTiles(storage, tiles, first);
    const [start, last] = [storage.offset[tiles[first]], tiles[first + count - 1]];
    const bytes = await file.source.read(start, storage.offset[last] + storage.length[last] - start);
    for (const tile of tiles.slice(first, first + count)) {
      const at = storage.offset[tile] - start;
      const decoded = decode(bytes.subarray(at, at + storage.length[tile]), layout, tile);
      copyTile(decoded, layout, storage, tile, rectangle, pixels);
    }
    first += count;
  }
  return pixels;
}

function touchedTiles({ tileWidth, tileHeight, tilesX }: TiledStorage, { x0, y0, x1, y1 }: Rectangle): number[] {
  const tiles: number[] = [];
  if (x0 === x1) return tiles;
  for (let row = Math.floor(y0 / tileHeight); row * tileHeight < y1; row++) {
    for (let column = Math.floor(x0 / tileWidth); column * tileWidth < x1; column++) tiles.push(row * tilesX + column);
  }
  return tiles;
}

/** How many of the tiles from `first` on lie one directly after the other in the file. */
function followingTiles({ offset, length }: TiledStorage, tiles: number[], first: number): number {
  const start = offset[tiles[first]];
  let next = first + 1;
  for (; next < tiles.length; next++) {
    const [before, tile] = [tiles[next - 1], tiles[next]];
    const follows = offset[tile] === offset[before] + length[before];
    if (!follows || offset[tile] + length[tile] - start > largestRead) break;
  }
  return next - first;
}

/** Copies what of a decoded tile lies in the rectangle. */
function copyTile(
  decoded: Float64Array,
  layout: ImageLayout,
  storage: TiledStorage,
  tile: number,
  { x0, y0, x1, y1 }: Rectangle,
  pixels: Float64Array,
): void {
  const shape = tileShape(layout, storage, tile);
  const left = Math.max(x0, shape.x0);
  const right = Math.min(x1, shape.x0 + shape.width);
  const top = Math.min(y1, shape.y0 + shape.height);
  for (let y = Math.max(y0, shape.y0); y < top; y++) {
    const from = (y - shape.y0) * shape.width - shape.x0;
    pixels.set(decoded.subarray(from + left, from + right), (y - y0) * (x1 - x0) + left - x0);
  }
}
