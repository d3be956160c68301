import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { verifyChecksums } from "./hdu-checksum.ts";
import type { ImageLayout, TiledStorage } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { readTable } from "./read-table.ts";

/** Pixels decoded at once, unless one row of tiles has more. */
const bandPixels = 2 ** 18;

/** How often all pixels that the limits allow may be decoded for one image. */
const largestWork = 16;

/**
 * Reads all of a file: every pixel, every cell, and CHECKSUM and DATASUM where they stand. Extensions of a kind that is not read are
 * held against their checksums only. Memory: one band of pixels, one table. Throws whatever reading throws; fits.bad_checksum.
 */
export async function verifyFits(file: FitsFile): Promise<void> {
  for (const hdu of file.hdus) {
    await verifyChecksums(file, hdu);
    if (hdu.kind === "table") await readTable(file, hdu);
    else if (holdsPixels(hdu)) for await (const _rows of imageBands(file, hdu));
  }
}

/** True for an image of at least one pixel. */
export function holdsPixels(hdu: Hdu): boolean {
  const isImage = hdu.kind === "image" || hdu.kind === "compressed-image";
  return isImage && hdu.shape.length > 0 && !hdu.shape.includes(0);
}

/** The physical pixels of an image in the order of the file, plane by plane, some rows at a time; NaN = no value. */
export async function* imageBands(
  file: FitsFile,
  hdu: Hdu,
  change: (layout: ImageLayout) => ImageLayout = (layout) => layout,
): AsyncGenerator<Float64Array> {
  const planes = hdu.shape.slice(2).reduce((product, axis) => product * axis, 1);
  for (let plane = 0; plane < planes; ) {
    const layout = change(await imageLayout(file, hdu, plane));
    const together = planesTogether(layout, hdu);
    if (together === 1) checkWork(file, hdu, layout, planes);
    const stack = together === 1 ? layout : stacked(layout, together);
    const tileHeight = stack.storage.kind === "tiles" ? stack.storage.tileHeight : 1;
    const rows = tileHeight * Math.max(1, Math.floor(bandPixels / (stack.width * tileHeight)));
    for (let y = 0; y < stack.height; y += rows) {
      yield await readRows(file, stack, y, Math.min(y + rows, stack.height));
    }
    plane += together;
  }
}

/** Planes of a cube that one tile holds whole; plane by plane it would be decoded as often. */
function planesTogether({ storage }: ImageLayout, { shape }: Hdu): number {
  if (storage.kind !== "tiles" || !storage.slab || shape.length !== 3) return 1;
  return storage.tilesX * storage.tilesY === 1 && storage.slab.plane === 0 ? storage.slab.planes : 1;
}

/** Tiles that reach through many planes are decoded for each of them. */
function checkWork(file: FitsFile, hdu: Hdu, { width, height, storage }: ImageLayout, planes: number): void {
  const depth = storage.kind === "tiles" ? (storage.slab?.planes ?? 1) : 1;
  if (width * height * planes * depth > largestWork * file.limits.pixels) {
    const reason = `reading ${planes} planes out of tiles of ${depth} would take too long`;
    throw fitsError("too_large", `${hduLabel(hdu)}: ${reason}.`);
  }
}

/** These planes as one tall image. */
function stacked(layout: ImageLayout, planes: number): ImageLayout {
  const height = layout.height * planes;
  return { ...layout, height, storage: { ...(layout.storage as TiledStorage), tileHeight: height, slab: undefined } };
}
