/** Exchanges lines `low` and `high` so that the smaller value is on `low`. */
export interface Comparator {
  low: number;
  high: number;
  /** Whether a later step still looks at that line. */
  needsLow: boolean;
  needsHigh: boolean;
}

/** Batcher's merge exchange for any number of lines (Knuth, TAOCP vol. 3, 5.2.2, algorithm M). */
export function sortingNetwork(lines: number): [number, number][] {
  const pairs: [number, number][] = [];
  if (lines < 2) return pairs;
  const top = 2 ** (Math.ceil(Math.log2(lines)) - 1);
  for (let p = top; p > 0; p >>= 1) {
    let q = top;
    let r = 0;
    let d = p;
    for (;;) {
      for (let i = 0; i < lines - d; i++) if ((i & p) === r) pairs.push([i, i + d]);
      if (q === p) break;
      d = q - p;
      q >>= 1;
      r = p;
    }
  }
  return pairs;
}

/** The comparators that the middle of `lines` sorted values depends on; afterwards it stands on lines (lines−1)>>1 and lines>>1. */
export function medianNetwork(lines: number): Comparator[] {
  const needed = new Set([(lines - 1) >> 1, lines >> 1]);
  const network: Comparator[] = [];
  for (const [low, high] of sortingNetwork(lines).reverse()) {
    const needsLow = needed.has(low);
    const needsHigh = needed.has(high);
    if (!needsLow && !needsHigh) continue;
    network.push({ low, high, needsLow, needsHigh });
    needed.add(low).add(high);
  }
  return network.reverse();
}
