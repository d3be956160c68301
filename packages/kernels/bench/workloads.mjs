import { decodeTile, encodeTile } from "@datalab/fits";
import { FrameRows } from "../dist/frame-rows.js";
import { greyRow } from "../dist/grey.js";
import { kernelModule } from "../dist/kernel-module.js";
import { Kernels } from "../dist/kernels.js";
import { medianOfPlanes } from "../dist/median.js";

export const size = 4096;
const limits = [190, 260];
/** Twins are slow: they do this part of the rows, and the first of them only. */
const twinPart = 32;
/** The same for numpy and us with many planes. */
const medianParts = { 8: 4, 10: 4, 25: 16, 101: 16 };
/** A band of all planes stays in the second level cache, as in production. */
const bandBytes = 786_432;

/**
 * One entry a task of the reference: `wasm`, `twin` (TypeScript), and in which part of the rows of a frame each does it. Also what C
 * gets to do the same with.
 */
export function kernelWorkloads(frames) {
  const kernels = new Kernels(kernelModule());
  const { exports } = kernels;
  const stored = new FrameRows(kernels, frames[0], size, 0, size);
  const image = kernels.allocate(size * size * 4 + 64);
  const rowAt = (y) => image + y * size * 4;
  for (let y = 0; y < size; y++) stored.readFloat32(y, rowAt(y));
  const target = kernels.allocate(size * 16 * 4 + 64);
  const scratch = kernels.allocate(5 * (size * 4 + 32));
  const integers = kernels.allocate(size * 4 + 64);
  const eachRow = (work) => () => {
    for (let y = 0; y < size; y++) work(y);
  };
  const eachTwinRow = (work) => () => {
    for (let y = 0; y < size / twinPart; y++) work(y);
  };
  const twinRows = Array.from({ length: size / twinPart }, (_, y) => Float32Array.from(kernels.floats(rowAt(y), size)));
  const tiles = twinRows.map((_, y) => Uint8Array.from(stored.bytes(y)));
  const eight = medianWorkload(kernels, frames, 8, target);
  const { scale, zero } = frames[0].layout.storage;

  const tasks = {
    decode: {
      name: "Rice decode and dequantise",
      goal: 3,
      limitGoal: 1.5,
      wasm: eachRow((y) => stored.readFloat32(y, target + (y % 6) * size * 4)),
      twin: eachTwinRow((y) => decodeTile(tiles[y], frames[0].layout, y)),
    },
    "median 8": { ...eight, goal: 75, limitGoal: 2.5 },
    "median 10": { ...medianWorkload(kernels, frames, 10, target), goal: 40 },
    "median 25": { ...medianWorkload(kernels, frames, 25, target), goal: 20 },
    "median 101": { ...medianWorkload(kernels, frames, 101, target), goal: 13 },
    encode: {
      name: "quantise and Rice encode",
      goal: 5,
      wasm: eachRow((y) => exports.encodeRow(rowAt(y), size, 16, scratch, integers, target)),
      twin: eachTwinRow((y) => encodeTile(twinRows[y], 16)),
    },
    grey: {
      name: "8-bit scaling",
      goal: 9,
      wasm: eachRow((y) => exports.greyRow(rowAt(y), size, ...limits, kernels.greyTable, target)),
      twin: eachTwinRow((y) => greyRow(twinRows[y], ...limits, new Uint8Array(size))),
    },
  };
  return {
    tasks: Object.entries(tasks).map(([task, work]) => ({ part: 1, twinPart, ...work, task })),
    forC: {
      rows: Array.from({ length: size }, (_, y) => ({ data: stored.bytes(y), scale: scale[y], zero: zero[y] })),
      planes: eight.planes,
    },
  };
}

/** Plane k holds rows of frame k mod 8, others with each turn; one band of them is used again and again. */
function medianWorkload(kernels, frames, count, target) {
  const part = medianParts[count];
  const bandRows = Math.min(16, Math.max(1, Math.floor(bandBytes / (size * 4 * count))));
  const pixels = bandRows * size;
  const stride = pixels * 4 + 64;
  const band = kernels.allocate(stride * count);
  const planes = Array.from({ length: count }, (_, k) => {
    const y0 = Math.floor(k / frames.length) * (size / part);
    const frame = new FrameRows(kernels, frames[k % frames.length], size, y0, y0 + bandRows);
    for (let y = 0; y < bandRows; y++) frame.readFloat32(y0 + y, band + k * stride + y * size * 4);
    return Float32Array.from(kernels.floats(band + k * stride, pixels));
  });
  const takeMedian = kernels.median(count);
  const twinPlanes = planes.map((plane) => plane.subarray(0, size));
  return {
    name: `median of ${count}`,
    part,
    twinPart: size,
    planes,
    wasm() {
      for (let y = 0; y < size / part; y += bandRows) takeMedian(band, stride, pixels, target);
    },
    twin: () => medianOfPlanes(twinPlanes, new Float32Array(size)),
  };
}
