import { tileCorrupt } from "./tile-error.ts";

/** Reads a bit stream, most significant bit first; throws `fits.tile_corrupt` at its end. */
export class BitReader {
  private readonly bytes: Uint8Array;
  private position = 0;
  /** The low `count` bits are not read yet. */
  private buffer = 0;
  private count = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next `width` (0…32) bits as a 32-bit integer. */
  take(width: number): number {
    if (width > 24) return (this.take(width - 16) << 16) | this.take(16);
    while (this.count < width) {
      this.buffer = (this.buffer << 8) | this.nextByte();
      this.count += 8;
    }
    this.count -= width;
    return (this.buffer >>> this.count) & ((1 << width) - 1);
  }

  /** Counts the 0 bits before the next 1 and skips both. */
  zeros(): number {
    let zeros = 0;
    let pending = this.buffer & ((1 << this.count) - 1);
    while (pending === 0) {
      zeros += this.count;
      pending = this.nextByte();
      this.buffer = pending;
      this.count = 8;
    }
    const leading = Math.clz32(pending) - (32 - this.count);
    this.count -= leading + 1;
    return zeros + leading;
  }

  private nextByte(): number {
    if (this.position >= this.bytes.length) throw tileCorrupt("a tile ends too early");
    return this.bytes[this.position++];
  }
}
