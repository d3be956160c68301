import type { FrameFile } from "../frame-file.ts";
import { icrsWcs } from "../imaging/sky-frames/icrs-wcs.ts";
import type { SkyPosition } from "../photometry/separation.ts";

/** Whether an image shows a position, as far as its header tells: without usable coordinates it may. */
export function mayShow({ sci }: FrameFile, { ra, dec }: SkyPosition): boolean {
  const wcs = sci && icrsWcs(sci.effective);
  if (!wcs) return true;
  const { width, height } = sci.input.layout;
  const [x, y] = wcs.toPixel(ra, dec);
  return x > 0 && x < width && y > 0 && y < height;
}
