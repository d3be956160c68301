import type { EncodedTile } from "@datalab/fits";

/** Encoded rows packed into one buffer, as they travel between threads. */
export interface EncodedChunk {
  data: Uint8Array<ArrayBuffer>;
  rows: Omit<EncodedTile, "data">[];
  /** Bytes of each row. */
  lengths: number[];
}

/** Collects encoded rows into one growing buffer. */
export class ChunkWriter {
  private data: Uint8Array<ArrayBuffer>;
  private used = 0;
  private readonly rows: EncodedChunk["rows"] = [];
  private readonly lengths: number[] = [];

  /** Starts with a used buffer when there is one. */
  constructor(used: ArrayBuffer | undefined, expectedBytes: number) {
    this.data = new Uint8Array(used ?? new ArrayBuffer(expectedBytes));
  }

  add(data: Uint8Array, row: Omit<EncodedTile, "data">): void {
    if (this.used + data.length > this.data.length) {
      const larger = new Uint8Array(this.data.length * 2 + data.length);
      larger.set(this.data.subarray(0, this.used));
      this.data = larger;
    }
    this.data.set(data, this.used);
    this.used += data.length;
    this.lengths.push(data.length);
    this.rows.push(row);
  }

  finish(): EncodedChunk {
    return { data: this.data.subarray(0, this.used), rows: this.rows, lengths: this.lengths };
  }
}

export function unpackChunk({ data, rows, lengths }: EncodedChunk): EncodedTile[] {
  let start = 0;
  return rows.map((row, i) => {
    const tile = { data: data.subarray(start, start + lengths[i]), ...row };
    start += lengths[i];
    return tile;
  });
}
