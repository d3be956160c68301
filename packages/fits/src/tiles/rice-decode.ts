import { BitReader } from "./bit-reader.ts";
import { type RiceBytePix, riceParameters, riceWrap } from "./rice-parameters.ts";
import { tileCorrupt } from "./tile-error.ts";

/**
 * Decodes `count` pixels of a RICE_1 stream (FITS 4.0, §10.4.1): unsigned for `bytePix` 1, signed for 2 and 4.
 * Throws `fits.tile_corrupt` when the stream ends early or holds an impossible split size.
 */
export function riceDecode(stream: Uint8Array, count: number, bytePix: RiceBytePix, blockSize: number): Int32Array {
  const { bits, splitBits, splitMax } = riceParameters[bytePix];
  const pixels = new Int32Array(count);
  const reader = new BitReader(stream);
  let last = riceWrap(reader.take(bits), bytePix);
  for (let start = 0; start < count; start += blockSize) {
    const end = Math.min(start + blockSize, count);
    const split = reader.take(splitBits) - 1;
    if (split > splitMax) throw tileCorrupt("a block has an impossible code");
    if (split < 0) {
      pixels.fill(last, start, end);
      continue;
    }
    for (let i = start; i < end; i++) {
      const mapped = split === splitMax ? reader.take(bits) : (reader.zeros() << split) | reader.take(split);
      last = riceWrap(last + ((mapped >>> 1) ^ -(mapped & 1)), bytePix);
      pixels[i] = last;
    }
  }
  return pixels;
}
