import { fitsError } from "./fits-error.ts";
import type { ImageLayout, PlainStorage, TiledStorage } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { decodeTile, physicalPixels, type TileDecoder, tileShape } from "./tiles/index.ts";

/**
 * Rows y0 to y1 − 1 of an image as physical values, row by row, `width` each; NaN = no value (a float NaN, BLANK or ZBLANK).
 * A plain reader for small work; `decode` is the codec to use.
 *
 * Throws fits.truncated, fits.tile_corrupt, fits.codec_unsupported.
 */
export async function readRows(
  file: Pick<FitsFile, "source">,
  layout: ImageLayout,
  y0: number,
  y1: number,
  decode: TileDecoder = decodeTile,
): Promise<Float64Array> {
  if (!(Number.isInteger(y0) && Number.isInteger(y1) && 0 <= y0 && y0 <= y1 && y1 <= layout.height)) {
    throw fitsError("no_image", `The image has no rows ${y0} to ${y1 - 1}.`);
  }
  return layout.storage.kind === "plain"
    ? readPlainRows(file, layout, layout.storage, y0, y1)
    : readTiledRows(file, layout, layout.storage, y0, y1, decode);
}

async function readPlainRows(
  file: Pick<FitsFile, "source">,
  layout: ImageLayout,
  storage: PlainStorage,
  y0: number,
  y1: number,
): Promise<Float64Array> {
  const rowBytes = (layout.width * Math.abs(layout.bitpix)) / 8;
  return physicalPixels(await file.source.read(storage.dataOffset + y0 * rowBytes, (y1 - y0) * rowBytes), layout);
}

async function readTiledRows(
  file: Pick<FitsFile, "source">,
  layout: ImageLayout,
  storage: TiledStorage,
  y0: number,
  y1: number,
  decode: TileDecoder,
): Promise<Float64Array> {
  const rows = new Float64Array(layout.width * (y1 - y0));
  const firstTile = Math.floor(y0 / storage.tileHeight) * storage.tilesX;
  const lastTile = Math.ceil(y1 / storage.tileHeight) * storage.tilesX;
  for (let tile = firstTile; tile < lastTile; tile++) {
    const bytes = await file.source.read(storage.offset[tile], storage.length[tile]);
    const pixels = decode(bytes, layout, tile);
    const shape = tileShape(layout, storage, tile);
    const low = Math.max(y0, shape.y0);
    const high = Math.min(y1, shape.y0 + shape.height);
    for (let y = low; y < high; y++) {
      const from = (y - shape.y0) * shape.width;
      rows.set(pixels.subarray(from, from + shape.width), (y - y0) * layout.width + shape.x0);
    }
  }
  return rows;
}
