// npm run bench [kernels | jobs]: the kernels beside astropy, numpy and C where they are installed, then whole jobs in a running worker.
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";
import { table } from "./lib/figures.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
ensureInstalled(console.log);
ensureBuilt(console.log);

// What follows is only there after the build.
const { benchFrames } = await import("./lib/bench-frames.mjs");
const { benchKernels } = await import("@datalab/kernels/bench");
const { benchJobs } = await import("./lib/bench-jobs.mjs");

const wanted = process.argv[2];
console.log("making the frames");
const large = await benchFrames(10, 4096);
if (wanted !== "jobs") {
  const { rows, absent } = await benchKernels(large);
  console.log(
    "\nKernels, 4096² pixels, CPU ms: median of five runs, interleaved; × says how much faster than the other",
  );
  table(rows);
  for (const line of absent) console.log(`  ${line}`);
}
if (wanted !== "kernels") {
  const rows = await benchJobs(large, await benchFrames(10, 2048));
  console.log("\nWhole jobs in a running worker, frames in its cache: median of the last five");
  table(rows);
}
