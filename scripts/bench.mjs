// Kernels beside their TypeScript twins (and beside astropy and numpy where they are installed), then whole jobs in a running worker.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDatalabClient } from "@datalab/api/client";
import { benchKernels } from "@datalab/kernels/bench";
import { benchFrame, startArchiveStandIn, startProduct } from "@datalab/testkit";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";
import { median, table } from "./lib/figures.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
ensureInstalled(console.log);
ensureBuilt(console.log);

const REFERENCE_CPU_S = 7.4; // Median of 8 × 4096², measured in the service this product replaces
const dir = mkdtempSync(join(tmpdir(), "datalab-bench-"));
try {
  console.log("\nKernels, 4096², CPU ms");
  table(await benchKernels());
  console.log("\nWhole Median in a running worker, frames in its cache");
  table(await benchJobs());
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function benchJobs() {
  const large = await makeFrames(12, 4096);
  const small = await makeFrames(60, 2048);
  const archive = await startArchiveStandIn({ dirs: [join(dir, "frames")] });
  const product = await startProduct({
    ARCHIVE_API: archive.api,
    ARCHIVE_INSECURE_HOSTS: archive.host,
    FILECACHE_TOTAL_SIZE: "8589934592",
  });
  try {
    const client = createDatalabClient({ url: product.url, token: product.admin.token });
    const { id: sessionId } = await client.sessions.create.mutate({ name: "bench" });
    const run = (frames) => runMedian(client, sessionId, frames);
    await run(large.slice(0, 9)); // fills the frame cache
    await run(large.slice(3));
    await run(small);
    const eight = [];
    for (let first = 0; first < 12; first++) eight.push(await run(eightFrom(large, first)));
    const sixty = await run(small.slice(0, 59));
    const cpu = median(eight.slice(-5).map((job) => job.cpuSeconds));
    const row = (job, seconds, last) => ({
      job,
      "CPU s": seconds.toFixed(2),
      "peak MB": (last.peakMemory / 1e6).toFixed(0),
    });
    return [
      {
        ...row("8 × 4096²", cpu, eight.at(-1)),
        "reference CPU s": REFERENCE_CPU_S,
        ratio: (REFERENCE_CPU_S / cpu).toFixed(1),
      },
      row("59 × 2048²", sixty.cpuSeconds, sixty),
    ];
  } finally {
    await product.stop();
    await archive.close();
  }
}

/** What the worker itself measured: all threads, without downloads. */
async function runMedian(client, sessionId, basenames) {
  const input_files = basenames.map((basename) => ({ source: "archive", basename }));
  const { id: operationId } = await client.operations.submit.mutate({
    sessionId,
    name: "Median",
    input_data: { input_files },
  });
  for (;;) {
    const { trueState } = await client.operations.get.query({ sessionId, operationId });
    if (trueState.state === "completed") return trueState;
    if (!["queued", "attached", "running"].includes(trueState.state))
      throw new Error(`the Median ${trueState.state}: ${trueState.text}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function makeFrames(count, size) {
  mkdirSync(join(dir, "frames"), { recursive: true });
  const names = [];
  for (let seed = 1; seed <= count; seed++) {
    const name = `bench${size}-${String(seed).padStart(4, "0")}-e91`;
    await benchFrame(join(dir, "frames", `${name}.fits.fz`), { size, seed });
    names.push(name);
  }
  return names;
}

/** Twelve sets of eight, all different, so that no job finds another's result. */
const eightFrom = (frames, first) => Array.from({ length: 8 }, (_, index) => frames[(first + index) % frames.length]);
