import { type Kernels, networkLimit } from "./kernels.ts";
import { medianNetwork, sortingNetwork } from "./median-network.ts";
import type { Clipping, Reduction } from "./reduce.ts";

/** Reduces planes of float32 `stride` bytes apart to one; `pixels` is a multiple of 16. */
export type ReduceBand = (source: number, stride: number, pixels: number, target: number) => void;

/** The wasm twin of `reducePlanes` for `planes` planes. Allocates what it needs now. */
export function bandReducer(kernels: Kernels, reduction: Reduction, planes: number): ReduceBand {
  const { exports } = kernels;
  if (typeof reduction === "object") {
    if ("clip" in reduction) return clippedMean(kernels, planes, reduction.clip);
    return (source, _, pixels, target) => exports.dividePlane(source, reduction.divideBy, pixels, target);
  }
  if (reduction === "median") return kernels.median(planes);
  if (reduction === "nanMedian") return nanMedian(kernels, planes);
  if (reduction === "difference") return exports.subtractPlanes;
  const reduce = {
    sum: exports.sumPlanes,
    mean: exports.meanOfPlanes,
    minimum: exports.minimumOfPlanes,
    maximum: exports.maximumOfPlanes,
  }[reduction];
  return (source, stride, pixels, target) => reduce(source, stride, planes, pixels, target);
}

function nanMedian(kernels: Kernels, planes: number): ReduceBand {
  const { exports } = kernels;
  const lines = planes + (planes % 2);
  const scratch = kernels.allocate(lines * 64);
  if (lines > networkLimit) {
    return (source, stride, pixels, target) =>
      exports.nanMedianByBisection(source, stride, planes, pixels, scratch, target);
  }
  const comparators = medianNetwork(lines).flatMap(({ low, high }) => [low * 64, high * 64]);
  const network = kernels.put(Uint32Array.from(comparators));
  return (source, stride, pixels, target) =>
    exports.nanMedianByNetwork(source, stride, planes, pixels, network, comparators.length / 2, scratch, target);
}

function clippedMean(kernels: Kernels, planes: number, { low, high, iterations }: Clipping): ReduceBand {
  const scratch = kernels.allocate(planes * 16);
  const offsets = sortingNetwork(planes).flatMap((lines) => lines.map((line) => line * 16));
  const network = kernels.put(Uint32Array.from(offsets));
  const count = offsets.length / 2;
  const { clippedMeanOfPlanes } = kernels.exports;
  return (source, stride, pixels, target) =>
    clippedMeanOfPlanes(source, stride, planes, pixels, network, count, scratch, low, high, iterations, target);
}
