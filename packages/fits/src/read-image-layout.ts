import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import type { Bitpix, ImageLayout } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { readTiles } from "./read-tiles.ts";

/**
 * Where the pixels of an image are and what they mean; of a tile-compressed one the table of its tiles is read, nothing else.
 * An image of more than two axes needs `plane`, which counts the planes of axes 1 and 2 from 0.
 *
 * Throws fits.no_image where the HDU holds no two-dimensional image; fits.bad_keyword, with HDU, keyword and text, for a BSCALE, BZERO or
 * BLANK (of integers) that cannot be read; fits.tile_corrupt, fits.bad_descriptor,
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
    const size = hdu.shape.join(" × ");
    throw fitsError(
      "no_image",
      `${label} holds an image of ${hdu.shape.length} axes, ${size}; only two are read: choose a plane.`,
    );
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

/** A BLANK in quotes never marks a pixel, neither here nor for other readers; `verifyFits` says so. */
function blankOf({ header, rawHeader }: Hdu): bigint | number | null {
  const quoted = typeof header.get("BLANK") === "string";
  const blank = header.wholeNumber("BLANK") ?? rawHeader.wholeNumber("ZBLANK");
  if (quoted || blank === undefined) return null;
  return Number.isSafeInteger(Number(blank)) ? Number(blank) : blank;
}
