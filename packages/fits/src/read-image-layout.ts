import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import type { Bitpix, ImageLayout } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { readTiles } from "./read-tiles.ts";

/**
 * Where the pixels of an image are and what they mean; of a tile-compressed one the table of its tiles is read, nothing else.
 * An image of more than two axes needs `plane`, which counts the planes of axes 1 and 2 from 0.
 *
 * Throws fits.no_image where the HDU holds no two-dimensional image, fits.tile_corrupt, fits.bad_descriptor, fits.bad_keyword,
 * fits.codec_unsupported.
 */
export async function imageLayout(file: FitsFile, hdu: Hdu, plane?: number): Promise<ImageLayout> {
  const label = hduLabel(hdu);
  const [width = 0, height = 1, ...others] = hdu.shape;
  if (hdu.kind === "table" || hdu.kind === "other" || width * height === 0) {
    throw fitsError("no_image", `${label} holds no image.`);
  }
  const planes = others.reduce((product, axis) => product * axis, 1);
  if (planes !== 1 && plane === undefined) {
    throw fitsError("no_image", `${label} holds an image of ${hdu.shape.length} axes; only two are read.`);
  }
  const index = plane ?? 0;
  if (!(Number.isInteger(index) && index >= 0 && index < planes))
    throw fitsError("no_image", `${label} has no plane ${index}.`);
  const bitpix = hdu.header.integer("BITPIX") as Bitpix;
  const dataOffset = hdu.dataOffset + (index * width * height * Math.abs(bitpix)) / 8;
  return {
    label,
    width,
    height,
    bitpix,
    bscale: hdu.header.number("BSCALE") ?? 1,
    bzero: hdu.header.number("BZERO") ?? 0,
    blank: bitpix > 0 ? blankOf(hdu) : null,
    storage: hdu.kind === "image" ? { kind: "plain", dataOffset } : await readTiles(file, hdu, index),
  };
}

function blankOf(hdu: Hdu): bigint | number | null {
  const blank = hdu.header.get("BLANK") ?? hdu.rawHeader.get("ZBLANK");
  return typeof blank === "bigint" || Number.isSafeInteger(blank) ? (blank as bigint | number) : null;
}
