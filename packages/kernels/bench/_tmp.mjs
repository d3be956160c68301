import { mkdirSync } from "node:fs";
import { combineFrames, createPool, sampleFrame, scaleFrame } from "../dist/index.js";
import { kernelModule } from "../dist/kernel-module.js";
import { Kernels } from "../dist/kernels.js";
import { benchFrame } from "./bench-frame.mjs";

const size = Number(process.argv[2] ?? 4096),
  n = Number(process.argv[3] ?? 8),
  threads = Number(process.argv[4] ?? 2);
mkdirSync("/tmp/h2-bench", { recursive: true });
const k = new Kernels(kernelModule());
const row = k.allocate(size * 4 + 64),
  scratch = k.allocate(5 * (size * 4 + 32)),
  ints = k.allocate(size * 4 + 16),
  out = k.allocate(size * 4.25 + 128);
const encode = (pixels) => {
  k.floats(row, size).set(pixels);
  const len = k.exports.encodeRow(row, size, 16, scratch, ints, out);
  return {
    data: Uint8Array.from(k.bytes(out, len)),
    fallback: false,
    scale: k.exports.tileScale.value,
    zero: k.exports.tileZero.value,
    hasNulls: false,
  };
};
const inputs = [];
for (let i = 0; i < n; i++) inputs.push(await benchFrame(`/tmp/h2-bench/f${size}-${i}.fits.fz`, size, 1 + i, encode));
const pool = createPool({ threads });
for (let rep = 0; rep < 6; rep++) {
  const c0 = process.cpuUsage(),
    t0 = performance.now();
  let bytes = 0;
  const summary = await combineFrames(pool, {
    inputs,
    width: size,
    height: size,
    reduce: "median",
    output: "float32",
    quantizeLevel: 16,
    sampleStride: Math.floor((size * size) / 2000),
    async onRows({ rows }) {
      for (const r of rows) bytes += r.data.length;
    },
  });
  const c1 = process.cpuUsage(c0),
    t1 = performance.now();
  const c2 = process.cpuUsage();
  const pic = await scaleFrame(pool, { input: inputs[0], zmin: 190, zmax: 260 });
  const c3 = process.cpuUsage(c2);
  console.log(
    `combine cpu ${((c1.user + c1.system) / 1000).toFixed(0)} ms wall ${(t1 - t0).toFixed(0)} bytes ${bytes} samples ${summary.samples.length}; scale cpu ${((c3.user + c3.system) / 1000).toFixed(0)} ms; rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
}

import { readFileSync } from "node:fs";
console.log(readFileSync("/proc/self/status", "utf8").match(/VmHWM.*/)[0]);
await pool.close();
