import { describe, expect, it } from "vitest";
import { autoScale, fitLine, sampleStride } from "./auto-scale.ts";

const width = 120;
const height = 100;

/** Image S1 of the specification. */
const s1 = Float32Array.from({ length: width * height }, (_, i) => {
  const x = i % width;
  const y = Math.floor(i / width);
  return 1000 + ((37 * x + 101 * y + ((x * y) % 17)) % 97) + (x % 40 === 20 && y % 30 === 15 ? 20000 : 0);
});

function sampleEvery(pixels: Float32Array, stride: number): Float32Array {
  return pixels.filter((_, i) => i > 0 && i % stride === 0);
}

describe("the black and white points of a picture", () => {
  it("are those of the specification's image S1", () => {
    const samples = sampleEvery(s1, sampleStride(width, height));
    expect(samples).toHaveLength(1999);
    const { zmin, zmax } = autoScale(samples);
    expect(zmin).toBe(1048);
    expect(zmax).toBeCloseTo(2322.47467733868, 8);
    expect([samples[0], samples[1998]]).toEqual([1000, 21086]);
    const { slope, intercept } = fitLine(samples);
    expect(slope).toBeCloseTo(0.13833416708354287, 14);
    expect(intercept).toBeCloseTo(939.824677338669, 9);
  });

  it("come from every pixel but the first when there are fewer than 4000", () => {
    const samples = sampleEvery(
      Float32Array.from({ length: 3000 }, (_, i) => i),
      sampleStride(50, 60),
    );
    expect(samples).toHaveLength(2999);
    expect([...samples.subarray(0, 3)]).toEqual([1, 2, 3]);
  });

  it("take a stride of one for tiny images (D20)", () => {
    expect(sampleStride(10, 10)).toBe(1);
    expect(sampleStride(1, 1)).toBe(1);
  });

  it("never pass the brightest sample", () => {
    expect(autoScale(Float32Array.of(4, 1, 3, 2)).zmax).toBe(4);
  });

  it("span darkest to brightest when the line gives no range (D20)", () => {
    expect(autoScale(Float32Array.of(0, 9, 9, 9, 9))).toEqual({ zmin: 0, zmax: 9 });
    expect(autoScale(Float32Array.of(7, 7, 7))).toEqual({ zmin: 7, zmax: 7 });
  });

  it("are 0…1 when no pixel has a value (D20)", () => {
    expect(autoScale(new Float32Array(0))).toEqual({ zmin: 0, zmax: 1 });
  });
});
