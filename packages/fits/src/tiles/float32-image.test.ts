import { describe, expect, it } from "vitest";
import type { Bitpix } from "../image-layout.ts";
import { physicalPixels } from "./big-endian.ts";
import { isFloat32Image } from "./float32-image.ts";

describe("isFloat32Image", () => {
  it.each<[Bitpix, number, number, boolean]>([
    [-32, 1, 0, true],
    [-64, 1, 0, false],
    [32, 1, 0, false],
    [64, 1, 0, false],
    [8, 1, 0, true],
    [16, 1, 32768, true],
    [16, 0.1, -100, true],
    [16, -2, 1e6, true],
    // Julian days in steps of a second.
    [16, 1 / 86_400, 2_461_050.5, false],
    [16, 1, 2 ** 24, false],
    [16, -1, -(2 ** 24), false],
    [8, 1e-30, 32768.5, false],
    [16, 0, 5, true],
    [16, 0, 16_777_217, false],
  ])("BITPIX %d, BSCALE %d, BZERO %d: %s", (bitpix, bscale, bzero, expected) => {
    expect(isFloat32Image({ bitpix, bscale, bzero })).toBe(expected);
  });

  it("tells every stored integer apart where it says so", () => {
    const [bscale, bzero] = [0.01, 83_000];
    expect(isFloat32Image({ bitpix: 16, bscale, bzero })).toBe(true);
    expect(isFloat32Image({ bitpix: 16, bscale, bzero: 84_000 })).toBe(false);
    const values = Array.from({ length: 65_536 }, (_, i) => Math.fround(bzero + bscale * (i - 32_768)));
    expect(new Set(values).size).toBe(65_536);
  });
});

it("physicalPixels keeps the steps that float32 would lose", () => {
  const stored = Uint8Array.of(0, 1, 0, 2);
  const [bscale, bzero] = [1 / 86_400, 2_461_050.5];
  expect(physicalPixels(stored, { bitpix: 16, bscale, bzero, blank: null })).toEqual(
    Float64Array.of(bzero + bscale, bzero + 2 * bscale),
  );
  expect(physicalPixels(stored, { bitpix: 16, bscale: 0.1, bzero: 0, blank: null })).toEqual(
    Float64Array.from(Float32Array.of(0.1, 0.2)),
  );
});
