import type { ImageLayout, TiledStorage } from "../image-layout.ts";

/** Position and size of a tile in pixels; tiles at the upper and right edges are cut. */
export interface TileShape {
  x0: number;
  y0: number;
  width: number;
  height: number;
}

/** Where tile number `tile` (row by row from the lower left) lies in the image, and how much of it is inside. */
export function tileShape(layout: ImageLayout, storage: TiledStorage, tile: number): TileShape {
  const x0 = (tile % storage.tilesX) * storage.tileWidth;
  const y0 = Math.floor(tile / storage.tilesX) * storage.tileHeight;
  return {
    x0,
    y0,
    width: Math.min(storage.tileWidth, layout.width - x0),
    height: Math.min(storage.tileHeight, layout.height - y0),
  };
}
