import { tileCorrupt } from "./tile-error.ts";

/** The Huffman code words of 4-bit quadtree codes, by their length (FITS 4.0, §10.4.4). */
const codeWords: Record<number, Record<number, number>> = {
  3: { 0: 1, 1: 2, 2: 4, 3: 8 },
  4: { 8: 3, 9: 5, 10: 10, 11: 12, 12: 15 },
  5: { 26: 6, 27: 7, 28: 9, 29: 11, 30: 13 },
  6: { 62: 0, 63: 14 },
};

/** For each value of the next six bits, the code and the bits it takes, as code · 8 + bits. */
const huffman = new Uint8Array(64);
for (const [length, words] of Object.entries(codeWords)) {
  const bits = Number(length);
  for (const [word, code] of Object.entries(words)) {
    const first = Number(word) << (6 - bits);
    huffman.fill(code * 8 + bits, first, first + (1 << (6 - bits)));
  }
}

/** The bit stream of an HCOMPRESS_1 tile, most significant bit first; throws `fits.tile_corrupt` at its end. */
export class HcompressBits {
  private readonly bytes: Uint8Array;
  /** Of the next bit, counted from the start of `bytes`. */
  private position: number;

  constructor(bytes: Uint8Array, firstByte: number) {
    this.bytes = bytes;
    this.position = firstByte * 8;
  }

  nybble(): number {
    const value = this.peek() >>> 4;
    this.skip(4);
    return value & 15;
  }

  huffman(): number {
    const entry = huffman[(this.peek() >>> 2) & 63];
    this.skip(entry & 7);
    return entry >> 3;
  }

  bit(): number {
    const value = this.peek() >>> 7;
    this.skip(1);
    return value & 1;
  }

  /** Goes on at the next whole byte. */
  align(): void {
    this.position = (this.position + 7) & ~7;
  }

  /** The next eight bits; zeros beyond the end. */
  private peek(): number {
    const byte = this.position >>> 3;
    const pair = ((this.bytes[byte] ?? 0) << 8) | (this.bytes[byte + 1] ?? 0);
    return (pair >>> (8 - (this.position & 7))) & 0xff;
  }

  private skip(bits: number): void {
    this.position += bits;
    if (this.position > this.bytes.length * 8) throw tileCorrupt("a tile ends too early");
  }
}
