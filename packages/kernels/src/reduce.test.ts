import { describe, expect, it } from "vitest";
import { bandReducer } from "./band-reducer.ts";
import { kernelModule } from "./kernel-module.ts";
import { Kernels } from "./kernels.ts";
import { adversarialRows, seededRandom } from "./random-pixels.fixture.ts";
import { type Reduction, reducePlanes } from "./reduce.ts";

const kernels = new Kernels(kernelModule());
const pixels = 48;
const clip = { low: 2, high: 1.5, iterations: 4 };

function inWasm(reduction: Reduction, planes: Float32Array[]): Float32Array {
  kernels.reset();
  const stride = pixels * 4 + 64;
  const source = kernels.allocate(stride * planes.length);
  const target = kernels.allocate(pixels * 4);
  const reduce = bandReducer(kernels, reduction, planes.length);
  planes.forEach((plane, k) => {
    kernels.floats(source + k * stride, pixels).set(plane);
  });
  reduce(source, stride, pixels, target);
  return Float32Array.from(kernels.floats(target, pixels));
}

function inTypeScript(reduction: Reduction, planes: Float32Array[]): Float32Array {
  const target = new Float32Array(pixels);
  reducePlanes(reduction, planes, target);
  return target;
}

/** −0 and 0 are one value; which of both comes out is not promised. */
const signless = (values: Float32Array) => values.map((value) => (value === 0 ? 0 : value));

const ofAnyNumber: [string, Reduction][] = [
  ["nanMedian", "nanMedian"],
  ["sum", "sum"],
  ["mean", "mean"],
  ["minimum", "minimum"],
  ["maximum", "maximum"],
  ["clipped mean", { clip }],
  ["mean without clipping", { clip: { ...clip, iterations: 0 } }],
];
const numbers = [1, 2, 3, 4, 5, 7, 8, 12, 25, 101, 300];

describe("the wasm reductions", () => {
  it.each(ofAnyNumber)("%s equals its twin on all kinds of rows", (_, reduction) => {
    const random = seededRandom(1);
    for (const make of Object.values(adversarialRows)) {
      for (const count of numbers) {
        const planes = Array.from({ length: count }, () => make(pixels, random));
        expect(signless(inWasm(reduction, planes))).toEqual(signless(inTypeScript(reduction, planes)));
      }
    }
  });

  it.each<[string, Reduction, number]>([
    ["difference", "difference", 2],
    ["quotient", { divideBy: 1.1 }, 1],
    ["quotient by NaN", { divideBy: Number.NaN }, 1],
    ["quotient by 0", { divideBy: 0 }, 1],
  ])("%s equals its twin on all kinds of rows", (_, reduction, count) => {
    const random = seededRandom(2);
    for (const make of Object.values(adversarialRows)) {
      const planes = Array.from({ length: count }, () => make(pixels, random));
      expect(inWasm(reduction, planes)).toEqual(inTypeScript(reduction, planes));
    }
  });
});

const column = (...values: number[]) => values.map((value) => new Float32Array(pixels).fill(value));
const { NaN: missing, POSITIVE_INFINITY: infinity } = Number;

describe("both twins", () => {
  it.each<[string, Reduction, number[], number]>([
    ["median of what is there", "nanMedian", [5, missing, 1, missing, 2], 2],
    ["mean of the middle two", "nanMedian", [5, missing, 1], 3],
    ["the only value", "nanMedian", [missing, missing, 8], 8],
    ["nothing there", "nanMedian", [missing, missing], missing],
    ["infinities count in a median", "nanMedian", [infinity, infinity, 1, missing], infinity],
    ["float32 sum in order", "sum", [16777216, 1, 1, missing], 16777216],
    ["sum of nothing", "sum", [missing, missing], 0],
    ["mean with a hole", "mean", [1, missing], missing],
    ["minimum with a hole", "minimum", [1, missing], missing],
    ["maximum", "maximum", [1, -infinity, 7], 7],
    ["a cosmic ray", { clip: { low: 3, high: 3, iterations: 5 } }, [...new Array(20).fill(10), 1e6, missing], 10],
    ["only bright values clipped", { clip: { low: 99, high: 1, iterations: 1 } }, [-50, 1, 1, 1, 1, 100], -9.2],
    ["infinities left out", { clip }, [infinity, 2, 4], 3],
    ["nothing finite", { clip }, [infinity, missing], missing],
  ])("%s", (_, reduction, values, expected) => {
    const planes = column(...values);
    expect(inWasm(reduction, planes)[pixels - 1]).toBe(Math.fround(expected));
    expect(inTypeScript(reduction, planes)[pixels - 1]).toBe(Math.fround(expected));
  });
});
