import {
  ditherTable,
  encodeTile,
  nullInteger,
  quantiseTile,
  type RiceBytePix,
  riceDecode,
  riceEncode,
  tileNoise,
  unquantise,
} from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { greyRow, greyTable } from "./grey.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels, readAhead } from "./kernels.ts";
import { medianOfPlanes } from "./median.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";

const kernels = new Kernels(kernelModule());
const { exports } = kernels;
const widths = [...Array.from({ length: 40 }, (_, i) => i + 1), 64, 517];
const rowKinds = Object.entries(adversarialRows);

/** Places bytes in the memory of the kernels with garbage behind them, as a following tile would be. */
function place(values: Uint8Array | Float32Array | Int32Array): number {
  const address = kernels.allocate(values.byteLength + readAhead);
  kernels.bytes(address, values.byteLength + readAhead).fill(0xa5);
  kernels.bytes(address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return address;
}

function encode(row: Float32Array, level: number) {
  kernels.reset();
  const source = place(row);
  const scratch = kernels.allocate(5 * (row.length * 4 + 32));
  const integers = kernels.allocate(row.length * 4 + 16);
  const target = kernels.allocate(row.length * 4.25 + 128);
  const length = exports.encodeRow(source, row.length, level, scratch, integers, target);
  if (length < 0) return undefined;
  return {
    data: Uint8Array.from(kernels.bytes(target, length)),
    scale: exports.tileScale.value as number,
    zero: exports.tileZero.value as number,
    hasNulls: Boolean(exports.tileHasNulls.value),
  };
}

describe("encodeRow", () => {
  it.each(rowKinds)("equals the TypeScript encoder on %s, every width", (_, make) => {
    const random = seededRandom(1);
    for (const width of widths) {
      const row = make(width, random);
      const { fallback, ...expected } = encodeTile(row, 16);
      expect(encode(row, 16)).toEqual(fallback ? undefined : expected);
    }
  });

  it("takes level 0 as a quarter of the noise and a negative level as the step", () => {
    const row = adversarialRows.sky(500, seededRandom(2));
    for (const level of [0, -0.5, 4, 64]) {
      expect(encode(row, level)?.scale).toBe(quantiseTile(row, level)!.scale);
    }
  });

  it("estimates the same noise whatever rows came before", () => {
    const random = seededRandom(3);
    for (const scale of [1, 1e-9, 1e9, 1.1, 1, 0.5, 3]) {
      const row = adversarialRows.sky(900, random).map((value) => value * scale);
      kernels.reset();
      const sigma = exports.rowNoise(place(row), row.length, kernels.allocate(5 * (row.length * 4 + 32)));
      expect({ sigma, minimum: exports.rowMinimum.value, maximum: exports.rowMaximum.value }).toEqual(tileNoise(row));
    }
  });
});

describe("encodeRowFloat64", () => {
  function encodeWide(row: Float64Array, level: number) {
    kernels.reset();
    const source = kernels.allocate(row.length * 8 + 16);
    kernels.doubles(source, row.length).set(row);
    const scratch = kernels.allocate(5 * (row.length * 8 + 16));
    const integers = kernels.allocate(row.length * 4 + 16);
    const target = kernels.allocate(row.length * 4.25 + 128);
    const length = exports.encodeRowFloat64(source, row.length, level, scratch, integers, target);
    if (length < 0) return undefined;
    return {
      data: Uint8Array.from(kernels.bytes(target, length)),
      scale: exports.tileScale.value as number,
      zero: exports.tileZero.value as number,
      hasNulls: Boolean(exports.tileHasNulls.value),
    };
  }

  it.each(rowKinds)("equals the TypeScript encoder on %s, every width and level", (_, make) => {
    const random = seededRandom(8);
    for (const width of widths) {
      for (const level of [16, 0, -0.5, 64]) {
        const row = Float64Array.from(make(width, random), (value) => value * (1 + random() / 3));
        const { fallback, ...expected } = encodeTile(row, level);
        expect(encodeWide(row, level)).toEqual(fallback ? undefined : expected);
      }
    }
  });

  it("leaves rows at the end of the range to its twin, and none of them spoils the next", () => {
    expect(
      encodeWide(
        Float64Array.from({ length: 100 }, (_, i) => (i % 7) * 1e305),
        16,
      ),
    ).toBeUndefined();
    const row = Float64Array.from(adversarialRows.sky(900, seededRandom(9)));
    const { fallback, ...expected } = encodeTile(row, 16);
    expect(encodeWide(row, 16)).toEqual(expected);
    expect(
      encodeWide(
        row.map((value) => value / 3),
        16,
      )?.data,
    ).toEqual(
      Uint8Array.from(
        encodeTile(
          row.map((value) => value / 3),
          16,
        ).data,
      ),
    );
  });
});

const decoders = {
  1: { plain: exports.riceDecodeU8, scaled: exports.riceScaleU8, mask: 0xff },
  2: { plain: exports.riceDecodeI16, scaled: exports.riceScaleI16, mask: 0xffff },
  4: { plain: exports.riceDecodeI32, scaled: exports.riceScaleI32, mask: 0xffffffff },
};

function decode(stream: Uint8Array, count: number, bytePix: RiceBytePix, blockSize: number): Int32Array | undefined {
  kernels.reset();
  const source = place(stream);
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
    exports.riceScaleI32(place(stream), stream.length, 333, 32, target, 0.267521, 97.11);
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
        const source = place(damaged);
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
        const source = place(pixels);
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

describe("medians", () => {
  const planeCounts = [...Array.from({ length: 30 }, (_, i) => i + 1), 64, 101, 256, 257, 999];

  it.each(rowKinds)("equal the sorted middle on %s for any number of planes", (_, make) => {
    const random = seededRandom(6);
    const pixels = 16;
    for (const count of planeCounts) {
      kernels.reset();
      const planes = Array.from({ length: count }, () => make(pixels, random));
      const stride = pixels * 4 + 64;
      const source = kernels.allocate(count * stride);
      const target = kernels.allocate(pixels * 4);
      const takeMedian = kernels.median(count);
      for (const [k, plane] of planes.entries()) kernels.floats(source + k * stride, pixels).set(plane);
      takeMedian(source, stride, pixels, target);
      const expected = new Float32Array(pixels);
      medianOfPlanes(planes, expected);
      // Equal numbers, where −0 = 0.
      expect(kernels.floats(target, pixels).map((value) => value + 0)).toEqual(expected.map((value) => value + 0));
    }
  });

  it("give the mean of the middle two in the planes' precision", () => {
    const target = new Float64Array(1);
    medianOfPlanes([Float64Array.of(1), Float64Array.of(2 + 2 ** -40)], target);
    expect(target[0]).toBe(1.5 + 2 ** -41);
  });
});

describe("grey", () => {
  it("has the published table", () => {
    expect([...greyTable().slice(0, 12)]).toEqual([0, 27, 36, 43, 48, 53, 57, 60, 63, 67, 69, 72]);
    expect([64, 127, 128, 255].map((k) => greyTable()[k])).toEqual([147, 193, 194, 255]);
  });

  it.each(rowKinds)("equals its twin on %s", (_, make) => {
    const random = seededRandom(7);
    for (const width of widths) {
      for (const [zmin, zmax] of [
        [0, 255],
        [190, 230],
        [-1e-3, 1e-3],
        [5, 2],
        [0, 510],
        [1e15, 1e15 + 1],
      ]) {
        kernels.reset();
        const row = make(width, random).map((value, i) => (i % 7 === 0 ? i / 2 : value));
        const source = place(row);
        const target = kernels.allocate(width + 16);
        exports.greyRow(source, width, zmin, zmax, kernels.greyTable, target);
        const expected = new Uint8Array(width);
        greyRow(row, zmin, zmax, expected);
        expect(Uint8Array.from(kernels.bytes(target, width))).toEqual(expected);
      }
    }
  });

  it.each(rowKinds)("equals its twin on %s in float64", (_, make) => {
    const random = seededRandom(10);
    for (const width of widths) {
      for (const [zmin, zmax] of [
        [0, 255],
        [190, 230],
        [-1e-3, 1e-3],
        [5, 2],
      ]) {
        kernels.reset();
        const row = Float64Array.from(make(width, random), (value, i) =>
          i % 7 === 0 ? i / 2 : value * (1 + random()),
        );
        const source = kernels.allocate(width * 8 + 32);
        kernels.doubles(source, width).set(row);
        const target = kernels.allocate(width + 16);
        exports.greyRowFloat64(source, width, zmin, zmax, kernels.greyTable, target);
        const expected = new Uint8Array(width);
        greyRow(row, zmin, zmax, expected);
        expect(Uint8Array.from(kernels.bytes(target, width))).toEqual(expected);
      }
    }
  });
});
