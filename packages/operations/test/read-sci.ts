import { fileSource, type Hdu, type Header, type ImageLayout, imageLayout, openFits, readRows } from "@datalab/fits";

export interface SciImage {
  primary: Header;
  sci: Hdu;
  layout: ImageLayout;
  /** Physical values, NaN where there is none. */
  pixels: Float64Array;
}

/** The whole SCI image of a file by the plain TypeScript reader. */
export async function readSci(path: string): Promise<SciImage> {
  const source = await fileSource(path);
  try {
    const file = await openFits(source);
    const sci = file.find("SCI");
    if (!sci) throw new Error(`${path} has no SCI extension`);
    const layout = await imageLayout(file, sci);
    return { primary: file.hdus[0].header, sci, layout, pixels: await readRows(file, layout, 0, layout.height) };
  } finally {
    await source.close();
  }
}

/** How far a written pixel of row y may lie from the value it was made of: half a quantisation step and one float32 ulp. */
function tolerance(layout: ImageLayout, y: number, value: number): number {
  const step = layout.storage.kind === "tiles" ? layout.storage.scale[y] : 0;
  return step / 2 + Math.abs(value) * 2 ** -23;
}

/** The worst excess over the tolerance; 0 when every pixel is within it and NaN is where NaN should be. */
export function worstExcess({ layout, pixels }: SciImage, expected: ArrayLike<number>): number {
  if (pixels.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (Number.isNaN(pixels[i]) && Number.isNaN(expected[i])) continue;
    const excess = Math.abs(pixels[i] - expected[i]) - tolerance(layout, Math.floor(i / layout.width), expected[i]);
    if (!(excess <= worst)) worst = Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
  }
  return worst;
}
