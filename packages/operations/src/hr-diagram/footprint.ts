import { wcsFromHeader } from "@datalab/fits";
import type { FrameFile } from "../frame-file.ts";
import type { SkyPosition } from "../photometry/separation.ts";

/** Whether an image shows a position, as far as its header tells: without usable coordinates it may. */
export function mayShow({ sci }: FrameFile, { ra, dec }: SkyPosition): boolean {
  const wcs = sci && wcsFromHeader(sci.header);
  if (!wcs) return true;
  const { width, height } = sci.input.layout;
  const [x, y] = wcs.toPixel(ra, dec);
  return x > 0 && x < width && y > 0 && y < height;
}
