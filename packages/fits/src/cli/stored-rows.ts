import type { Hdu } from "../hdu.ts";
import type { ImageLayout } from "../image-layout.ts";
import type { FitsFile } from "../open-fits.ts";
import { imageBands } from "../verify-fits.ts";

/** Integers as they are stored, before BSCALE, BZERO and BLANK; floats as they are. Plane by plane, some whole rows at a time. */
export function storedRows(file: FitsFile, hdu: Hdu): AsyncGenerator<Float64Array> {
  return imageBands(file, hdu, unscaled);
}

function unscaled(layout: ImageLayout): ImageLayout {
  if (layout.bitpix < 0) return layout;
  const { storage } = layout;
  const bare = storage.kind === "plain" ? storage : { ...storage, zblank: null, blankOfTile: null };
  return { ...layout, bscale: 1, bzero: 0, blank: null, storage: bare };
}
