import { describe, expect, it } from "vitest";
import { type Affine, bilinear, bilinearRow } from "./bilinear.ts";
import type { FrameSize } from "./frame-input.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";

const kernels = new Kernels(kernelModule());

function inWasm(pixels: Float32Array, image: FrameSize, output: FrameSize, map: Affine): Float32Array {
  kernels.reset();
  const source = { ...image, address: kernels.put(pixels) };
  const target = kernels.allocate(output.width * output.height * 4);
  for (let row = 0; row < output.height; row++) {
    bilinearRow(kernels, source, map, row, { width: output.width, address: target + row * output.width * 4 });
  }
  return Float32Array.from(kernels.floats(target, output.width * output.height));
}

describe.each([
  ["the kernel", inWasm],
  ["its twin", bilinear],
])("bilinear sampling by %s", (_, sample) => {
  it("has the published values and 0 outside", () => {
    const size = { width: 5, height: 4 };
    const pixels = Float32Array.from({ length: 20 }, (_, i) => i);
    const result = sample(pixels, size, size, [0.9, 0.1, 0.25, -0.1, 0.9, 0.5]);
    [2.25, 2.65, 3.05, 3.45, 3.85].forEach((value, x) => {
      expect(result[x]).toBeCloseTo(value, 5);
    });
    [15.55, 16.45, 16.85, 17.25, 17.5].forEach((value, x) => {
      expect(result[15 + x]).toBeCloseTo(value, 5);
    });
    expect(sample(pixels, size, size, [1, 0, 5, 0, 1, 0])).toEqual(new Float32Array(20));
    expect(sample(pixels, size, size, [Number.NaN, 0, 0, 0, 1, 0])).toEqual(new Float32Array(20));
    expect(sample(pixels, size, size, [1, 0, 0, 0, 1, 0])).toEqual(pixels);
  });
});

it.each(Object.entries(adversarialRows))("the bilinear kernel equals its twin on %s", (_, make) => {
  const random = seededRandom(1);
  for (const [width, height] of [
    [1, 1],
    [1, 9],
    [7, 1],
    [23, 31],
  ]) {
    const pixels = make(width * height, random);
    const angle = random() * 7;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const map: Affine = [cos, -sin, width * random(), sin, cos, height * random()];
    const output = { width: 29, height: 17 };
    expect(inWasm(pixels, { width, height }, output, map)).toEqual(bilinear(pixels, { width, height }, output, map));
  }
});
