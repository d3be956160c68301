import { readFileSync } from "node:fs";
import { FrameRows } from "../dist/frame-rows.js";
import { kernelModule } from "../dist/kernel-module.js";
import { Kernels } from "../dist/kernels.js";
import { openFrame } from "./bench-frame.mjs";

const size = 4096;
const frame = await openFrame("/tmp/datalab-bench/kernels-4096-0.fits.fz");
const k = new Kernels(kernelModule());
const rows = new FrameRows(k, frame, size, 0, size);
const image = k.allocate(size * size * 4 + 64);
const out = k.allocate(6 * size * 4 + 64);
const sk = new WebAssembly.Instance(new WebAssembly.Module(readFileSync("/tmp/h2-as/sk.wasm"))).exports;
sk.memory.grow(2000);
sk.init();
let at = 1 << 20;
const addr = [];
for (let y = 0; y < size; y++) {
  const b = rows.bytes(y);
  new Uint8Array(sk.memory.buffer, at, b.length).set(b);
  addr.push(at);
  at += b.length;
}
at = (at + 2048) & ~63;
const skimg = at;
for (let y = 0; y < size; y++) rows.readFloat32(y, image + y * size * 4);
new Uint8Array(sk.memory.buffer, skimg, size * size * 4).set(k.bytes(image, size * size * 4));
const skout = skimg + size * size * 4 + 64;
const { scale, zero } = frame.layout.storage;
const scratch = k.allocate(5 * (size * 4 + 32)),
  ints = k.allocate(size * 4 + 16),
  tgt = k.allocate(size * 4.25 + 128);
const tests = {
  mine() {
    for (let y = 0; y < size; y++) rows.readFloat32(y, out + (y % 6) * size * 4);
  },
  sketch() {
    for (let y = 0; y < size; y++) sk.rice_dec(addr[y], size, skout + (y % 6) * size * 4, scale[y], zero[y]);
  },
  encMine() {
    for (let y = 0; y < size; y++) k.exports.encodeRow(image + y * size * 4, size, 16, scratch, ints, tgt);
  },
  noiseMine() {
    for (let y = 0; y < size; y++) k.exports.rowNoise(image + y * size * 4, size, scratch);
  },
  encSketch() {
    for (let y = 0; y < size; y++)
      sk.enc_tile(skimg + y * size * 4, size, 16, skout, skout + 10 * size * 4, skout + 12 * size * 4);
  },
  noiseSketch() {
    for (let y = 0; y < size; y++) sk.noise5(skimg + y * size * 4, size, skout, skout + 10 * size * 4);
  },
};
const best = {};
for (let r = 0; r < 12; r++)
  for (const [n, f] of Object.entries(tests)) {
    const t = process.cpuUsage();
    f();
    const d = process.cpuUsage(t);
    const ms = (d.user + d.system) / 1000;
    best[n] = Math.min(best[n] ?? 1e9, ms);
  }
console.log(best);
