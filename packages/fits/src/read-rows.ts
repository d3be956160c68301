import { fitsError } from "./fits-error.ts";
import type { ImageLayout } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { readRectangle } from "./read-rectangle.ts";
import { decodeTile, type TileDecoder } from "./tiles/index.ts";

/**
 * Rows y0 to y1 − 1 of an image as physical values, row by row, `width` each; NaN = no value (a float NaN, BLANK or ZBLANK). Of a
 * compressed image the tiles that hold these rows are read and decoded, no others. `decode` is the codec to use.
 *
 * Throws fits.no_image for rows the image does not have, fits.truncated, fits.tile_corrupt, fits.codec_unsupported.
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
  return readRectangle(file, layout, { x0: 0, y0, x1: layout.width, y1 }, decode);
}
