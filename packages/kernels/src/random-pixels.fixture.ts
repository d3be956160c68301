/** Seeded random numbers for tests (mulberry32), 0 ≤ r < 1. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Row = (length: number, random: () => number) => Float32Array;

const fill = (value: (random: () => number, i: number) => number): Row => {
  return (length, random) => Float32Array.from({ length }, (_, i) => value(random, i));
};

const anyBits = new DataView(new ArrayBuffer(4));

/** Rows of pixels that tell kernels apart from their twins. */
export const adversarialRows: Record<string, Row> = {
  sky: fill((random) => 200 + 13 * (random() + random() + random() - 1.5)),
  "sky with stars": fill((random) => 200 + 13 * random() + (random() < 0.02 ? 60000 * random() : 0)),
  "negative and small": fill((random) => (random() - 0.5) * 1e-3),
  constant: fill(() => 7.25),
  "mostly constant": fill((random) => (random() < 0.1 ? random() : 3)),
  steps: fill((_, i) => Math.floor(i / 5)),
  integers: fill((random) => Math.floor(random() * 6)),
  denormals: fill((random) => random() * 1e-42),
  huge: fill((random) => (random() - 0.5) * 6e38),
  "one outlier": fill((random, i) => (i === 3 ? 1e20 : random())),
  infinities: fill((random) =>
    random() < 0.1 ? Number.POSITIVE_INFINITY : random() < 0.1 ? Number.NEGATIVE_INFINITY : random(),
  ),
  holes: fill((random) => (random() < 0.2 ? Number.NaN : 100 + random())),
  "all missing": fill(() => Number.NaN),
  "any bits": fill((random) => {
    anyBits.setUint32(0, Math.floor(random() * 2 ** 32));
    return anyBits.getFloat32(0);
  }),
};
