export interface Chance {
  /** From 0 up to, but not, 1. */
  next(): number;
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  happens(probability: number): boolean;
}

/** Chance that a seed repeats: mulberry32, seeded for one case so that cases do not depend on one another. */
export function chanceOf(seed: number, index: number): Chance {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    happens: (probability) => next() < probability,
  };
}
