// npm run bench [kernels | photometry | jobs | siril | analysis | rest]: the kernels beside astropy, numpy and C where they are installed, then whole jobs in a
// running worker, then questions to a running web process.
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
const { benchPhotometry } = await import("./lib/bench-photometry.mjs");
const { benchJobs } = await import("./lib/bench-jobs.mjs");
const { benchSiril } = await import("./lib/bench-siril.mjs");
const { benchAnalysis } = await import("./lib/bench-analysis.mjs");
const { benchRest } = await import("./lib/bench-rest.mjs");

const wants = (part) => !process.argv[2] || process.argv[2] === part;
console.log("making the frames");
const large = await benchFrames(wants("kernels") || wants("jobs") ? 10 : 1, 4096);
if (wants("kernels")) {
  const { rows, absent } = await benchKernels(large);
  console.log(
    "\nKernels, 4096² pixels, CPU ms: median of five runs, interleaved; × says how much faster than the other",
  );
  table(rows);
  for (const line of absent) console.log(`  ${line}`);
}
if (wants("photometry")) {
  const rows = await benchPhotometry(large[0]);
  console.log(
    "\nPhotometry: one aperture, CPU µs, beside SEP and photutils where they are installed; and a whole frame",
  );
  table(rows);
}
if (wants("jobs")) {
  const rows = await benchJobs(large);
  console.log("\nWhole jobs in a running worker, frames in its cache: median of five runs, the kinds taking turns");
  table(rows);
}
if (wants("siril")) {
  const { rows, absent } = await benchSiril(await benchFrames(30, 2048));
  console.log(
    "\nA whole job in a running worker beside Siril's stack of plain 16-bit files: median of five runs, in turns",
  );
  table(rows);
  for (const line of absent) console.log(`  ${line}`);
}
if (wants("analysis")) {
  const rows = await benchAnalysis(large);
  console.log("\nAnalysis of a 4096² frame through REST, one request after the other, frame in the cache");
  table(rows);
}
if (wants("rest")) {
  const rows = await benchRest();
  console.log("\nREST, one request after the other, nothing in the queue");
  table(rows);
}
