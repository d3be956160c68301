import { encodeTile, quantiseTile, tileNoise } from "@datalab/fits";
import { describe, expect, it } from "vitest";
import { greyRow, greyTable } from "./grey.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { medianOfPlanes } from "./median.ts";
import { place } from "./place.fixture.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";

const kernels = new Kernels(kernelModule());
const { exports } = kernels;
const widths = [...Array.from({ length: 40 }, (_, i) => i + 1), 64, 517];
const rowKinds = Object.entries(adversarialRows);

function encode(row: Float32Array, level: number) {
  kernels.reset();
  const source = place(kernels, row);
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
      const sigma = exports.rowNoise(place(kernels, row), row.length, kernels.allocate(5 * (row.length * 4 + 32)));
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
        const source = place(kernels, row);
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
