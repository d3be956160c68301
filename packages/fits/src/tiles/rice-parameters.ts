/** BYTEPIX: bytes of a pixel in a Rice stream. */
export type RiceBytePix = 1 | 2 | 4;

interface RiceParameters {
  /** Width of a pixel and of a difference stored verbatim. */
  bits: number;
  /** Width of the split size at the head of each block. */
  splitBits: number;
  /** The split size that means "differences stored verbatim". */
  splitMax: number;
}

/** Constants of FITS 4.0, §10.4.1, for the bytes of a pixel. */
export const riceParameters: Readonly<Record<RiceBytePix, RiceParameters>> = {
  1: { bits: 8, splitBits: 3, splitMax: 6 },
  2: { bits: 16, splitBits: 4, splitMax: 14 },
  4: { bits: 32, splitBits: 5, splitMax: 25 },
};

/** The pixel that the low bits of `value` stand for: unsigned for one byte, else two's complement. */
export function riceWrap(value: number, bytePix: RiceBytePix): number {
  if (bytePix === 1) return value & 0xff;
  return bytePix === 2 ? (value << 16) >> 16 : value | 0;
}
