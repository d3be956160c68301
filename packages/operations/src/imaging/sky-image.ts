import { AppError } from "@datalab/errors";
import { Header, type Wcs, wcsFromHeader } from "@datalab/fits";
import { frameChange } from "./sky-frames/change-frame.ts";
import { frameOf, isGalactic, type SkyFrame } from "./sky-frames/sky-frame.ts";

/** An image of the sky: its header's celestial coordinates are used. */
export interface SkyImage {
  readonly basename: string;
  readonly header: Header;
  readonly width: number;
  readonly height: number;
}

/** Where pixels are on the sky and back. */
export type SkyPositions = Pick<Wcs, "toSky" | "toPixel" | "footprint" | "pixelScale">;

/** The positions of an image's pixels in a frame, whatever its own; an image without celestial coordinates is the caller's error and is named. */
export function skyPositions(image: SkyImage, frame: SkyFrame): SkyPositions {
  const own = frameOf(image.header);
  const wcs = wcsFromHeader(isGalactic(image.header) ? namedEquatorial(image.header) : image.header);
  if (!own || !wcs) {
    const message = `${image.basename} has no celestial coordinate solution.`;
    throw new AppError("invalid", "operations.no_wcs", message);
  }
  const there = frameChange(own, frame);
  const back = frameChange(frame, own);
  return {
    pixelScale: wcs.pixelScale,
    toSky: (x, y) => there(...wcs.toSky(x, y)),
    toPixel: (longitude, latitude) => wcs.toPixel(...back(longitude, latitude)),
    footprint: (width, height) => wcs.footprint(width, height).map((corner) => there(...corner)),
  };
}

/** A projection does not know what its coordinates are called; `wcsFromHeader` reads those of the equator only. */
function namedEquatorial(header: Header): Header {
  const result = new Header(header.cards);
  for (const axis of ["CTYPE1", "CTYPE2"]) {
    const type = (header.string(axis) ?? "").toUpperCase();
    result.set(axis, type.replace(/^GLON/, "RA--").replace(/^GLAT/, "DEC-"));
  }
  return result;
}
