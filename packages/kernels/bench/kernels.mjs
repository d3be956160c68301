/** Kernels beside their TypeScript twins and, where it is installed, beside astropy and numpy: CPU time, interleaved, median of five. */
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeTile, encodeTile } from "@datalab/fits";
import { FrameRows } from "../dist/frame-rows.js";
import { greyRow } from "../dist/grey.js";
import { kernelModule } from "../dist/kernel-module.js";
import { Kernels } from "../dist/kernels.js";
import { medianOfPlanes } from "../dist/median.js";
import { benchFrame } from "./bench-frame.mjs";
import { cpuMs, medianOf } from "./measure.mjs";
import { startReference } from "./reference.mjs";

const size = 4096;
const planes = 8;
const rounds = 5;
/** Rows a band has in production: 8 planes of them fit the cache. */
const bandRows = 6;
/** Twins are slow: they do this part of the rows and count for all. */
const twinPart = 32;
const [zmin, zmax] = [190, 260];

function rowEncoder(kernels) {
  const source = kernels.allocate(size * 4 + 64);
  const scratch = kernels.allocate(5 * (size * 4 + 32));
  const integers = kernels.allocate(size * 4 + 16);
  const target = kernels.allocate(size * 4.25 + 128);
  const { exports } = kernels;
  const encodeAt = (row) => exports.encodeRow(row, size, 16, scratch, integers, target);
  const encodeRow = (pixels) => {
    kernels.floats(source, size).set(pixels);
    const data = kernels.bytes(target, encodeAt(source));
    const [scale, zero] = [exports.tileScale.value, exports.tileZero.value];
    return { data: Uint8Array.from(data), fallback: false, scale, zero, hasNulls: false };
  };
  return { encodeAt, encodeRow };
}

/** One entry a kernel: the work on one frame in wasm, and the same rows y < size/twinPart in TypeScript. */
function workloads(frames) {
  const kernels = new Kernels(kernelModule());
  const { encodeAt } = rowEncoder(kernels);
  const rows = new FrameRows(kernels, frames[0], size, 0, size);
  const image = kernels.allocate(size * size * 4 + 64);
  for (let y = 0; y < size; y++) rows.readFloat32(y, image + y * size * 4);
  const decoded = kernels.allocate(bandRows * size * 4 + 64);
  const bytes = kernels.allocate(size + 16);
  const stride = bandRows * size * 4 + 64;
  const band = kernels.allocate(planes * stride);
  frames.forEach((frame, k) => {
    const few = new FrameRows(kernels, frame, size, 0, bandRows);
    for (let y = 0; y < bandRows; y++) few.readFloat32(y, band + k * stride + y * size * 4);
  });
  const takeMedian = kernels.median(planes);
  const pixelsOf = (y) => Float32Array.from(kernels.floats(image + y * size * 4, size));
  const twinRows = Array.from({ length: size / twinPart }, (_, y) => pixelsOf(y));
  const twinPlanes = frames.map((_, k) => Float32Array.from(kernels.floats(band + k * stride, size)));
  const stored = twinRows.map((_, y) => Uint8Array.from(rows.bytes(y)));
  return {
    decode: {
      name: "Rice decode and dequantise",
      wasm() {
        for (let y = 0; y < size; y++) rows.readFloat32(y, decoded + (y % bandRows) * size * 4);
      },
      twin() {
        for (const [y, data] of stored.entries()) decodeTile(data, frames[0].layout, y);
      },
    },
    median: {
      name: `median of ${planes}`,
      wasm() {
        for (let y = 0; y < size; y += bandRows) takeMedian(band, stride, bandRows * size, decoded);
      },
      twin() {
        for (const row of twinRows) medianOfPlanes(twinPlanes, row.slice());
      },
    },
    encode: {
      name: "quantise and Rice encode",
      wasm() {
        for (let y = 0; y < size; y++) encodeAt(image + y * size * 4);
      },
      twin() {
        for (const row of twinRows) encodeTile(row, 16);
      },
    },
    grey: {
      name: "8-bit scaling",
      wasm() {
        for (let y = 0; y < size; y++) {
          kernels.exports.greyRow(image + y * size * 4, size, zmin, zmax, kernels.greyTable, bytes);
        }
      },
      twin() {
        for (const row of twinRows) greyRow(row, zmin, zmax, new Uint8Array(size));
      },
    },
  };
}

/** Rows of the report; `ratio` is reference ÷ wasm where there is a reference, else twin ÷ wasm. Times are for 4096² pixels. */
export async function benchKernels(folder = join(tmpdir(), "datalab-bench")) {
  await mkdir(folder, { recursive: true });
  const { encodeRow } = rowEncoder(new Kernels(kernelModule()));
  const frames = [];
  for (let k = 0; k < planes; k++) {
    frames.push(await benchFrame(join(folder, `kernels-${size}-${k}.fits.fz`), size, 1 + k, encodeRow));
  }
  const reference = await startReference(frames.map(({ path }) => path));
  const report = [];
  for (const [task, { name, wasm, twin }] of Object.entries(workloads(frames))) {
    wasm();
    twin();
    const times = { wasm: [], twin: [], reference: [] };
    for (let round = 0; round < rounds; round++) {
      times.wasm.push(await cpuMs(wasm));
      times.twin.push(twinPart * (await cpuMs(twin)));
      if (reference) times.reference.push(await reference.cpuMs(task));
    }
    const row = { name, cpuMs: medianOf(times.wasm), twinMs: medianOf(times.twin) };
    if (reference) row.referenceMs = medianOf(times.reference);
    report.push({ ...row, ratio: (row.referenceMs ?? row.twinMs) / row.cpuMs });
  }
  reference?.close();
  return report;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const round = (value) => (value === undefined ? "–" : Number(value.toPrecision(3)));
  console.table(
    (await benchKernels()).map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === "number" ? round(value) : value]),
      ),
    ),
  );
}
