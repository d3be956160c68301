import type { Point } from "../src/imaging/alignment/similarity.ts";

/** Seeded random numbers (mulberry32), 0 ≤ r < 1. */
export function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Star extends Point {
  readonly flux: number;
}

/** Stars strewn over width × height pixels, the first one's centre at 1; few bright, many faint. */
export function strewnStars(
  count: number,
  { seed, width, height }: { seed: number; width: number; height: number },
): Star[] {
  const random = uniform(seed);
  return Array.from({ length: count }, () => ({
    x: 1 + random() * (width - 1),
    y: 1 + random() * (height - 1),
    flux: 1000 * (1 - random()) ** -1.2,
  }));
}

/** A catalogue of stars. */
export function starColumns(stars: readonly Star[]) {
  const column = (key: keyof Star) => Float64Array.from(stars, (star) => star[key]);
  return { x: column("x"), y: column("y"), flux: column("flux") };
}
