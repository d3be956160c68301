import { BitWriter } from "./bit-writer.ts";
import { type RiceBytePix, riceParameters } from "./rice-parameters.ts";

/** Differences to the pixel before, folded to unsigned: 0, −1, 1, −2, … become 0, 1, 2, 3, … */
function mappedDifferences(pixels: Int32Array, bytePix: RiceBytePix): Uint32Array {
  const mapped = new Uint32Array(pixels.length);
  const unused = 32 - riceParameters[bytePix].bits;
  let last = pixels[0];
  for (let i = 0; i < pixels.length; i++) {
    const difference = ((pixels[i] - last) << unused) >> unused;
    mapped[i] = (difference << 1) ^ (difference >> 31);
    last = pixels[i];
  }
  return mapped;
}

/** The split size that suits the mean of a block: the bit length of half of it. */
function splitOf(sum: number, count: number): number {
  const mean = Math.max(0, (sum - Math.floor(count / 2) - 1) / count);
  return 32 - Math.clz32(Math.floor(mean) >>> 1);
}

/**
 * Encodes integer pixels as a RICE_1 stream (FITS 4.0, §10.4.1), byte for byte as cfitsio does.
 * Pixels are taken modulo 2^(8·bytePix).
 */
export function riceEncode(pixels: Int32Array, bytePix: RiceBytePix, blockSize = 32): Uint8Array {
  const { bits, splitBits, splitMax } = riceParameters[bytePix];
  const writer = new BitWriter();
  if (pixels.length === 0) return writer.finish();
  writer.put(pixels[0], bits);
  const mapped = mappedDifferences(pixels, bytePix);
  for (let start = 0; start < mapped.length; start += blockSize) {
    const block = mapped.subarray(start, start + blockSize);
    const sum = block.reduce((total, value) => total + value, 0);
    const split = splitOf(sum, block.length);
    if (split >= splitMax) {
      writer.put(splitMax + 1, splitBits);
      for (const value of block) writer.put(value, bits);
    } else if (sum === 0) {
      writer.put(0, splitBits);
    } else {
      writer.put(split + 1, splitBits);
      for (const value of block) {
        writer.putUnary(value >>> split);
        writer.put(value, split);
      }
    }
  }
  return writer.finish();
}
