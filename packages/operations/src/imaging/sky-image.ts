import { AppError } from "@datalab/errors";
import type { Header, SkyFrame } from "@datalab/fits";
import { type SkyWcs, skyReading } from "./sky-frames/icrs-wcs.ts";

/** An image of the sky: its header's celestial coordinates are used. */
export interface SkyImage {
  readonly basename: string;
  readonly header: Header;
  readonly width: number;
  readonly height: number;
}

/** Where pixels are on the sky and back. */
export type SkyPositions = Pick<SkyWcs, "toSky" | "toPixel" | "footprint" | "pixelScale">;

/** The positions of an image's pixels in a frame, whatever its own; an image without celestial coordinates is the caller's error and is named. */
export function skyPositions(image: SkyImage, frame: SkyFrame): SkyPositions {
  const reading = skyReading(image.header, frame);
  if (reading.wcs) return reading.wcs;
  const text = `${image.basename} has no celestial coordinate solution.`;
  throw new AppError("invalid", "operations.no_wcs", reading.absent ? text : `${text} ${reading.reason}`);
}
