import { bytesSource, type ImageLayout, imageLayout, openFits, readRows } from "@datalab/fits";

/**
 * How far the worst pixel of a written FITS file's `SCI` image lies outside half a quantisation step and one float32 ulp
 * of what it was made of: 0 when all are within it, infinite when the sizes differ or NaN is not where NaN should be.
 */
export async function worstExcess(fits: Uint8Array, expected: ArrayLike<number>): Promise<number> {
  const file = await openFits(bytesSource(fits));
  const sci = file.find("SCI");
  if (!sci) throw new Error("The file has no SCI extension");
  const layout = await imageLayout(file, sci);
  const pixels = await readRows(file, layout, 0, layout.height);
  if (pixels.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < pixels.length; i++) {
    const [pixel, value] = [pixels[i]!, expected[i]!];
    if (Number.isNaN(pixel) && Number.isNaN(value)) continue;
    const excess = Math.abs(pixel - value) - tolerance(layout, Math.floor(i / layout.width), value);
    if (!(excess <= worst)) worst = Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
  }
  return worst;
}

function tolerance({ storage }: ImageLayout, row: number, value: number): number {
  const step = storage.kind === "tiles" ? storage.scale[row]! : 0;
  return step / 2 + Math.abs(value) * 2 ** -23;
}
