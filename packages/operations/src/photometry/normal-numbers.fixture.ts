import { seededUniform } from "../period/seeded-random.ts";

/** Seeded normal deviates of mean 0 and variance 1: Box and Muller. */
export function normalNumbers(seed: number): () => number {
  const random = seededUniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
