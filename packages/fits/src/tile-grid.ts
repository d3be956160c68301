import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { requireInteger } from "./header.ts";
import type { TiledStorage } from "./image-layout.ts";

/** The tiles that hold one plane of an image. */
export interface TileGrid extends Pick<TiledStorage, "tileWidth" | "tileHeight" | "tilesX" | "tilesY" | "slab"> {
  /** Row of the table that holds the first of them; the others follow. */
  firstRow: number;
}

/**
 * How an image is cut into tiles (ZTILEn; FITS 4.0, §10.1.1): the first axis varies fastest, tiles at the far edges are cut, and tiles
 * may reach through several planes. Throws fits.bad_keyword, and fits.tile_corrupt for a table of fewer rows than tiles.
 */
export function tileGrid(hdu: Hdu, rows: number, plane: number): TileGrid {
  const label = hduLabel(hdu);
  const sizes = hdu.shape.map((size, index) => tileSize(hdu, index + 1, size));
  const counts = hdu.shape.map((size, index) => Math.ceil(size / sizes[index]));
  const tiles = counts.reduce((product, count) => product * count, 1);
  if (tiles > rows) {
    throw fitsError("tile_corrupt", `${label}: the image has ${tiles} tiles, but the table only ${rows} rows.`);
  }
  const [tilesX, tilesY = 1] = counts;
  const [tileWidth, tileHeight = 1] = sizes;
  const { slab, tile } = slabOf(plane, hdu.shape.slice(2), sizes.slice(2));
  return {
    tileWidth,
    tileHeight,
    tilesX,
    tilesY,
    firstRow: tile * tilesX * tilesY,
    ...(slab.planes > 1 && { slab }),
  };
}

/** Axis 1 by default whole, the others 1. */
function tileSize(hdu: Hdu, axis: number, size: number): number {
  const key = `ZTILE${axis}`;
  if (!hdu.rawHeader.has(key)) return axis === 1 ? size : 1;
  return Math.min(requireInteger(hdu.rawHeader, key, 1, Number.MAX_SAFE_INTEGER, hduLabel(hdu)), size);
}

/** Which tile along the axes from the third on a plane is in, how many planes that tile has, and which of them this is. */
function slabOf(plane: number, shape: number[], sizes: number[]) {
  const slab = { planes: 1, plane: 0 };
  let tile = 0;
  let stride = 1;
  let rest = plane;
  for (const [axis, length] of shape.entries()) {
    const at = rest % length;
    rest = Math.floor(rest / length);
    const start = at - (at % sizes[axis]);
    slab.plane += (at - start) * slab.planes;
    slab.planes *= Math.min(sizes[axis], length - start);
    tile += (start / sizes[axis]) * stride;
    stride *= Math.ceil(length / sizes[axis]);
  }
  return { slab, tile };
}
