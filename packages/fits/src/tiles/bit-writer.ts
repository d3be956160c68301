/** Writes a bit stream, most significant bit first, into a buffer that grows. */
export class BitWriter {
  private bytes = new Uint8Array(1024);
  private length = 0;
  /** The low `count` (< 8) bits are not written yet. */
  private buffer = 0;
  private count = 0;

  /** Appends the low `width` (0…32) bits of `value`. */
  put(value: number, width: number): void {
    if (width > 16) {
      this.put(value >>> 16, width - 16);
      width = 16;
    }
    this.buffer = (this.buffer << width) | (value & ((1 << width) - 1));
    this.count += width;
    while (this.count >= 8) {
      this.count -= 8;
      this.putByte(this.buffer >>> this.count);
    }
  }

  /** Appends `zeros` 0 bits and one 1. */
  putUnary(zeros: number): void {
    for (; zeros >= 16; zeros -= 16) this.put(0, 16);
    this.put(1, zeros + 1);
  }

  /** All bytes, the last one filled up with 0 bits. */
  finish(): Uint8Array {
    if (this.count > 0) this.put(0, 8 - this.count);
    return this.bytes.slice(0, this.length);
  }

  private putByte(byte: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  }
}
