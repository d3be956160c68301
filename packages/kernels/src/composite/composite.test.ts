import { expect, it } from "vitest";
import { kernelModule } from "../kernel-module.ts";
import { Kernels } from "../kernels.ts";
import { adversarialRows, seededRandom } from "../random-pixels.fixture.ts";
import { addColour, type Colour, type ColourSums, paintComposite } from "./composite.ts";

const kernels = new Kernels(kernelModule());

interface Channel {
  values: Float32Array;
  limits: { zmin: number; zmax: number };
  colour: Colour;
}

function inWasm(channels: Channel[]): { sums: Float32Array[]; bytes: Uint8Array } {
  kernels.reset();
  const count = channels[0].values.length;
  const stride = Math.ceil(count / 4) * 16;
  const sums = kernels.allocate(3 * stride);
  kernels.bytes(sums, 3 * stride).fill(0);
  for (const { values, limits, colour } of channels) {
    const row = kernels.put(values);
    kernels.exports.addColour(row, count, limits.zmin, limits.zmax, ...colour, sums, stride);
  }
  const target = kernels.allocate(3 * count + 16);
  kernels.exports.paintComposite(sums, stride, count, kernels.greyTable, target);
  return {
    sums: [0, 1, 2].map((plane) => kernels.floats(sums + plane * stride, count).slice()),
    bytes: kernels.bytes(target, 3 * count).slice(),
  };
}

function inTwin(channels: Channel[]): { sums: Float32Array[]; bytes: Uint8Array } {
  const plane = () => new Float32Array(channels[0].values.length);
  const sums: ColourSums = [plane(), plane(), plane()];
  for (const { values, limits, colour } of channels) addColour(values, limits, colour, sums);
  return { sums: [...sums], bytes: paintComposite(sums) };
}

it.each(Object.entries(adversarialRows))("the composite kernels equal their twins on %s", (_, make) => {
  const random = seededRandom(5);
  for (const count of [1, 3, 4, 5, 37, 64]) {
    const channels = [0.3, 1, 0].map((part) => ({
      values: make(count, random),
      limits: { zmin: 90 * random(), zmax: 100 + 2000 * random() },
      colour: [part, random(), 1 - part] as const,
    }));
    expect(inWasm(channels)).toEqual(inTwin(channels));
  }
});

it.each([
  ["the kernels", inWasm],
  ["the twins", inTwin],
])("%s add up colours, and nothing where there is no value", (_, compose) => {
  const limits = { zmin: 0, zmax: 100 };
  const red = { values: Float32Array.of(0, 50, 100, 200, -5, Number.NaN), limits, colour: [1, 0, 0] as const };
  const half = { values: Float32Array.of(100, 100, 100, 100, 100, 100), limits, colour: [0.5, 0.5, 0] as const };
  const { sums, bytes } = compose([red, half]);
  expect([...sums[0]]).toEqual([127.5, 255, 382.5, 382.5, 127.5, 127.5]);
  expect([...sums[1]]).toEqual([127.5, 127.5, 127.5, 127.5, 127.5, 127.5]);
  expect([...bytes.subarray(0, 6)]).toEqual([194, 194, 0, 255, 194, 0]);
});

it.each([
  ["the kernels", inWasm],
  ["the twins", inTwin],
])("%s draw nothing for limits that float32 cannot tell apart", (_, compose) => {
  const blind = { values: Float32Array.of(1e9, 2e9), limits: { zmin: 1e9, zmax: 1e9 + 1 }, colour: [1, 1, 1] as const };
  const good = { values: Float32Array.of(1, 0), limits: { zmin: 0, zmax: 1 }, colour: [0, 1, 0] as const };
  expect([...compose([blind, good]).bytes.subarray(0, 3)]).toEqual([0, 255, 0]);
});
