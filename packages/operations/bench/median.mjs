// Whole Medians in one process: node packages/operations/bench/median.mjs [frames = 8] [size = 4096] [jobs = 12] [threads = 2]
// CPU of all threads a job, and the peak memory of the process after them. Needs a build; frames are made once and kept.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPool } from "@datalab/kernels";
import { executeOperation, operationNamed, resultKey } from "@datalab/operations";

if (process.env.MALLOC_ARENA_MAX !== "2") {
  const env = { ...process.env, MALLOC_ARENA_MAX: "2" };
  process.exit(spawnSync(process.execPath, process.argv.slice(1), { env, stdio: "inherit" }).status ?? 1);
}

const [frames = 8, size = 4096, jobs = 12, threads = 2] = process.argv.slice(2).map(Number);
const folder = join(tmpdir(), "datalab-bench-frames");
const pathOf = (basename) => join(folder, `${basename}.fits.fz`);
const basenames = Array.from({ length: frames }, (_, i) => `bench-${size}-${i + 1}`);
const missing = basenames.filter((basename) => !existsSync(pathOf(basename)));

if (missing.length > 0) {
  const { benchFrame } = await import("@datalab/testkit");
  mkdirSync(folder, { recursive: true });
  for (const basename of missing) {
    await benchFrame(`${pathOf(basename)}.new`, { size, seed: Number(basename.split("-").at(-1)) });
    renameSync(`${pathOf(basename)}.new`, pathOf(basename));
  }
  console.log(`made ${missing.length} frames in ${folder}; run again to measure in a fresh process`);
  process.exit();
}

const definition = operationNamed("Median");
const inputData = { input_files: basenames.map((basename) => ({ basename })) };
const pool = createPool({ threads });
const base = peakMemory();
const cpu = [];
for (let job = 1; job <= jobs; job++) {
  const workDir = mkdtempSync(join(tmpdir(), "datalab-bench-job-"));
  const started = performance.now();
  const before = process.cpuUsage();
  await executeOperation({
    definition,
    inputData,
    key: resultKey(definition, inputData),
    workDir,
    pool,
    openFrame: async ({ basename }) => ({ path: pathOf(basename) }),
    signal: new AbortController().signal,
    onProgress() {},
  });
  const used = process.cpuUsage(before);
  cpu.push((used.user + used.system) / 1e6);
  const wall = (performance.now() - started) / 1000;
  console.log(`job ${job}: ${cpu.at(-1).toFixed(2)} CPU s, ${wall.toFixed(2)} s wall, peak ${peakMemory()} MB`);
  rmSync(workDir, { recursive: true });
}
await pool.close();
const last = cpu.slice(-5).sort((a, b) => a - b);
console.log(
  `Median of ${frames} × ${size}², ${threads} threads: ${last[last.length >> 1].toFixed(2)} CPU s, peak ${peakMemory()} MB (${base} MB before the first job)`,
);

function peakMemory() {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1000);
}
