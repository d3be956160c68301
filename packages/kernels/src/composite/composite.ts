import { greyTable, roundHalfEven } from "../grey.ts";

/** Parts of red, green and blue, 0…1 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Red, green and blue of some pixels, unscaled: 0…255 and beyond. */
export type ColourSums = readonly [Float32Array, Float32Array, Float32Array];

const f32 = Math.fround;

/**
 * Adds a channel to the sums: (clipped − zmin)·255/(zmax − zmin) times the colour's parts, every step in float32 (operations.md §5.2).
 * NaN adds nothing. The plain twin of `addColour`.
 */
export function addColour(
  values: Float32Array,
  { zmin, zmax }: { zmin: number; zmax: number },
  colour: Colour,
  sums: ColourSums,
): void {
  const [least, greatest] = [f32(zmin), f32(zmax)];
  const range = f32(greatest - least);
  values.forEach((value, i) => {
    const clipped = Math.min(Math.max(value, least), greatest);
    const level = f32(f32(f32(clipped - least) * 255) / range);
    if (Number.isNaN(level)) return;
    colour.forEach((part, plane) => {
      if (part > 0) sums[plane][i] += f32(level * f32(part));
    });
  });
}

/** The sums as bytes, red, green and blue in turn: clipped, rounded half to even, through the gamma table. The plain twin of `paintComposite`. */
export function paintComposite(sums: ColourSums): Uint8Array {
  const table = greyTable();
  return Uint8Array.from({ length: 3 * sums[0].length }, (_, i) => {
    const sum = sums[i % 3][Math.floor(i / 3)];
    return table[roundHalfEven(Math.min(Math.max(sum, 0), 255))];
  });
}
