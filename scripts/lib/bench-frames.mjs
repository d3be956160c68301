import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

const folder = join(tmpdir(), "datalab-bench-frames");
const threads = 2;

/** Paths of `count` different frames of size × size pixels, made once and kept. */
export async function benchFrames(count, size) {
  mkdirSync(folder, { recursive: true });
  const frames = Array.from({ length: count }, (_, i) => ({
    path: join(folder, `bench-${size}-${i + 1}.fits.fz`),
    size,
    seed: i + 1,
  }));
  const missing = frames.filter(({ path }) => !existsSync(path));
  const shares = Array.from({ length: threads }, (_, share) => missing.filter((_, i) => i % threads === share));
  await Promise.all(shares.filter((share) => share.length > 0).map(make));
  return frames.map(({ path }) => path);
}

function make(frames) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("bench-frames-thread.mjs", import.meta.url), { workerData: frames });
    worker.once("error", reject);
    worker.once("exit", resolve);
  });
}
