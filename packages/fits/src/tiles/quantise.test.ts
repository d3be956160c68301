import { describe, expect, it } from "vitest";
import { ditherTable } from "./dither.ts";
import { tileNoise } from "./noise.ts";
import { nullInteger, quantiseTile } from "./quantise.ts";
import { riceEncode } from "./rice-encode.ts";
import { unquantise } from "./unquantise.ts";

const wave = Float32Array.from({ length: 24 }, (_, i) => 100 + 3 * Math.sin(1.7 * i) + 0.37 * (i % 5));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("dither table", () => {
  it("holds the numbers of the standard", () => {
    const table = ditherTable();
    expect([...table.slice(0, 4)]).toEqual(
      [7.826369255781174e-6, 0.1315377950668335, 0.7556053400039673, 0.458650141954422].map(Math.fround),
    );
    expect(table[9999]).toBe(Math.fround(1043618065 / 2147483647));
  });
});

describe("quantise", () => {
  it("matches the vector without dither", () => {
    const tile = quantiseTile(wave, 16)!;
    expect(tile.scale).toBeCloseTo(0.26752134495573043, 14);
    expect(tile.zero).toBeCloseTo(97.11024821893015, 12);
    expect([...tile.integers]).toEqual([
      11, 23, 11, 5, 22, 20, 4, 7, 25, 21, 0, 11, 25, 14, 5, 15, 22, 7, 7, 25, 17, 2, 10, 26,
    ]);
    expect(hex(riceEncode(tile.integers, 4))).toBe("0000000b2c185f64a6fd8a5ccace2a8a9e76053eea0400");
    expect(tileNoise(wave).sigma / 16).toBe(tile.scale);
  });

  it.each([
    [
      "SUBTRACTIVE_DITHER_1",
      "0000000b2c185f64a6ec8a54ca8f2bf4bcec0a7dd40800",
      97.11024821893015,
      [100.06993, 103.24119, 99.98564, 98.31636],
    ],
    [
      "SUBTRACTIVE_DITHER_2",
      "800000162c185f64a6ec8a54ca8f2bf4bcec0a7dd40800",
      574497807.9564701,
      [100.07549, 103.24675, 99.9912, 98.32191],
    ],
  ] as const)("matches the vector with %s", (method, stream, zero, values) => {
    const tile = quantiseTile(wave, 16, { method, tile: 0, zdither0: 3 })!;
    expect(tile.zero).toBeCloseTo(zero, 6);
    expect(hex(riceEncode(tile.integers, 4))).toBe(stream);
    const back = unquantise(tile.integers, { ...tile, method, blank: null, tile: 0, zdither0: 3 });
    values.forEach((value, i) => {
      expect(back[i]).toBeCloseTo(value, 4);
    });
  });

  it("keeps zeros exact with SUBTRACTIVE_DITHER_2", () => {
    const row = wave.map((value, i) => (i % 7 === 0 ? 0 : value));
    const dither = { method: "SUBTRACTIVE_DITHER_2", tile: 9999, zdither0: 10000 } as const;
    const back = unquantise(quantiseTile(row, 16, dither)!.integers, {
      ...quantiseTile(row, 16, dither)!,
      ...dither,
      blank: null,
    });
    expect(back.filter((_, i) => i % 7 === 0)).toEqual(new Float64Array(4));
  });

  it("stores NaN as the null integer and nothing else changes", () => {
    const holes = wave.map((value, i) => (i === 3 || i === 20 ? Number.NaN : value));
    const minimum = Math.min(...wave.filter((_, i) => i !== 3 && i !== 20));
    const filled = quantiseTile(
      holes.map((value) => (Number.isNaN(value) ? minimum : value)),
      16,
    )!;
    const tile = quantiseTile(holes, 16)!;
    expect(tile).toMatchObject({ scale: filled.scale, zero: filled.zero, hasNulls: true });
    expect([...tile.integers]).toEqual(
      [...filled.integers].map((value, i) => (i === 3 || i === 20 ? nullInteger : value)),
    );
    expect(
      unquantise(tile.integers, { ...tile, method: "NO_DITHER", blank: nullInteger, tile: 0, zdither0: 1 })[3],
    ).toBeNaN();
  });

  it.each([
    ["one pixel", [5]],
    ["eight pixels", [1, 2, 3, 4, 5, 6, 7, 9]],
    ["a constant", new Array(50).fill(3)],
    ["nothing but NaN", new Array(50).fill(Number.NaN)],
    ["an infinity", [...wave, Number.POSITIVE_INFINITY]],
    ["a range beyond the integers", [...wave, 1e30]],
  ])("refuses %s", (_, values) => {
    expect(quantiseTile(Float32Array.from(values), 16)).toBeUndefined();
  });

  it("takes a negative level as the step", () => {
    expect(quantiseTile(wave, -0.5)!.scale).toBe(0.5);
  });
});
