const tableSize = 10_000;
let table: Float32Array | undefined;

/** The 10 000 random numbers of FITS 4.0, appendix I (Park and Miller's generator), 0 ≤ r < 1. */
export function ditherTable(): Float32Array {
  if (table) return table;
  table = new Float32Array(tableSize);
  let seed = 1;
  for (let i = 0; i < tableSize; i++) {
    seed = (16_807 * seed) % 2_147_483_647;
    table[i] = seed / 2_147_483_647;
  }
  return table;
}

/** Walks the table as the pixels of one tile do (FITS 4.0, §10.2.1). `tile` counts from 0, `zdither0` is the ZDITHER0 card (from 1). */
export class DitherSequence {
  private readonly random = ditherTable();
  private seedIndex: number;
  private index: number;

  constructor(tile: number, zdither0: number) {
    this.seedIndex = ditherSeed(tile, zdither0);
    this.index = Math.floor(this.random[this.seedIndex] * 500);
  }

  next(): number {
    const value = this.random[this.index++];
    if (this.index === tableSize) {
      this.seedIndex = (this.seedIndex + 1) % tableSize;
      this.index = Math.floor(this.random[this.seedIndex] * 500);
    }
    return value;
  }
}

/** Index of the table entry that chooses where a tile starts. */
export function ditherSeed(tile: number, zdither0: number): number {
  const seed = (tile + zdither0 - 1) % tableSize;
  return seed < 0 ? seed + tableSize : seed;
}
