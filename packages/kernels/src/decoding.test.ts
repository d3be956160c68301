import { ditherTable, nullInteger, type RiceBytePix, riceDecode, riceEncode, unquantise } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { place } from "./place.fixture.ts";
import { seededRandom } from "./random-pixels.fixture.ts";

const kernels = new Kernels(kernelModule());
const { exports } = kernels;
const widths = [...Array.from({ length: 40 }, (_, i) => i + 1), 64, 517];

const decoders = {
  1: { plain: exports.riceDecodeU8, scaled: exports.riceScaleU8, mask: 0xff },
  2: { plain: exports.riceDecodeI16, scaled: exports.riceScaleI16, mask: 0xffff },
  4: { plain: exports.riceDecodeI32, scaled: exports.riceScaleI32, mask: 0xffffffff },
};

function decode(stream: Uint8Array, count: number, bytePix: RiceBytePix, blockSize: number): Int32Array | undefined {
  kernels.reset();
  const source = place(kernels, stream);
  const target = kernels.allocate(count * 4);
  if (!decoders[bytePix].plain(source, stream.length, count, blockSize, target)) return undefined;
  return Int32Array.from(kernels.integers(target, count));
}

describe("Rice decoding", () => {
  it.each<RiceBytePix>([1, 2, 4])(
    "gives back random pixels of %i bytes at every spread, length and block size",
    (bytePix) => {
      const random = seededRandom(4);
      for (const width of widths) {
        for (let spread = 0; spread <= 8 * bytePix; spread++) {
          const pixels = Int32Array.from({ length: width }, () => {
            const rare = random() < 0.02 ? 2 ** (8 * bytePix) : 2 ** spread;
            const value = Math.floor(random() * rare) & decoders[bytePix].mask;
            return bytePix === 2 ? (value << 16) >> 16 : value;
          });
          const blockSize = [16, 32, 128][spread % 3];
          expect(decode(riceEncode(pixels, bytePix, blockSize), width, bytePix, blockSize)).toEqual(pixels);
        }
      }
    },
  );

  it("scales as it decodes", () => {
    const pixels = Int32Array.from({ length: 333 }, (_, i) => ((i * 7919) % 301) - 150);
    kernels.reset();
    const stream = riceEncode(pixels, 4);
    const target = kernels.allocate(333 * 4);
    exports.riceScaleI32(place(kernels, stream), stream.length, 333, 32, target, 0.267521, 97.11);
    const expected = unquantise(pixels, {
      method: "NO_DITHER",
      scale: 0.267521,
      zero: 97.11,
      blank: null,
      tile: 0,
      zdither0: 1,
    });
    expect(Float32Array.from(kernels.floats(target, 333))).toEqual(Float32Array.from(expected));
  });

  it.each<RiceBytePix>([1, 2, 4])(
    "agrees with its twin on damaged streams of %i bytes a pixel, and writes at most three values beyond",
    (bytePix) => {
      const random = seededRandom(5);
      for (let trial = 0; trial < 3000; trial++) {
        const count = 1 + Math.floor(random() * 200);
        const pixels = Int32Array.from({ length: count }, () => Math.floor(random() * 100));
        const stream = riceEncode(pixels, bytePix);
        const damaged = stream.slice(0, Math.floor(random() * stream.length));
        for (let hits = random() * 4; hits > 1; hits--)
          damaged[Math.floor(random() * damaged.length)] = random() < 0.5 ? 0 : random() * 256;
        let expected: Int32Array | undefined;
        try {
          expected = riceDecode(damaged, count, bytePix, 32);
        } catch {}
        kernels.reset();
        const source = place(kernels, damaged);
        const target = kernels.allocate(count * 4 + 80);
        kernels.bytes(target, count * 4 + 80).fill(0x5a);
        const good = decoders[bytePix].plain(source, damaged.length, count, 32, target);
        expect(good ? Int32Array.from(kernels.integers(target, count)) : undefined).toEqual(expected);
        expect(kernels.bytes(target + count * 4 + 12, 64).every((byte) => byte === 0x5a)).toBe(true);
      }
    },
  );

  it("ends on a stream of zeros only", () => {
    kernels.reset();
    const zeros = new Uint8Array(100);
    zeros[4] = 0x08; // the first block's split is 0, then nothing but zeros
    const source = kernels.allocate(1_000_000);
    kernels.bytes(source, 1_000_000).fill(0);
    kernels.bytes(source, 100).set(zeros);
    expect(exports.riceDecodeI32(source, 100, 4096, 32, kernels.allocate(4096 * 4))).toBe(0);
  });
});

describe("unquantising", () => {
  const stored = Int32Array.from({ length: 21_003 }, (_, i) =>
    i % 11 === 0 ? nullInteger : i % 13 === 0 ? -2147483646 : (i * 7919) % 5000,
  );

  it.each([
    ["NO_DITHER", nullInteger],
    ["NO_DITHER", null],
    ["SUBTRACTIVE_DITHER_1", nullInteger],
    ["SUBTRACTIVE_DITHER_1", null],
    ["SUBTRACTIVE_DITHER_2", nullInteger],
    ["SUBTRACTIVE_DITHER_2", null],
  ] as const)("%s with null %s equals its twin through the whole table", (method, blank) => {
    for (const [tile, zdither0] of [
      [0, 3],
      [9998, 1],
      [4095, 10000],
    ]) {
      for (const count of [1, 2, 3, 4, 5, 1000, stored.length]) {
        const pixels = stored.subarray(0, count);
        kernels.reset();
        const source = place(kernels, pixels);
        const target = kernels.allocate(count * 4 + 16);
        const [scale, zero] = [0.0523, -17.25];
        if (method === "NO_DITHER") exports.unquantise(source, count, target, scale, zero, blank ?? 0, blank !== null);
        else {
          const seed = (tile + zdither0 - 1) % 10_000;
          const keepsZero = method === "SUBTRACTIVE_DITHER_2";
          exports.undither(
            source,
            count,
            target,
            scale,
            zero,
            blank ?? 0,
            blank !== null,
            keepsZero,
            kernels.ditherTable,
            seed,
          );
        }
        const expected = unquantise(pixels, { method, scale, zero, blank, tile, zdither0 });
        expect(Float32Array.from(kernels.floats(target, count))).toEqual(Float32Array.from(expected));
      }
    }
    expect(kernels.floats(kernels.ditherTable, 10_000)).toEqual(ditherTable());
  });
});
