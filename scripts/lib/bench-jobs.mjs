import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatalabClient } from "@datalab/api/client";
import { startArchiveStandIn, startProduct } from "@datalab/testkit";
import { median } from "./figures.mjs";

/** Median of 8 × 4096², measured in the service that this product replaces. */
const referenceCpuSeconds = 7.4;
const jobs = 12;
/** Beyond this the worker has used too much. */
const goals = { cpuSeconds: 0.93, peakMB: 350 };

/** Medians in the real product, whose frames come from an archive stand-in on loopback. */
export async function benchJobs(large, small) {
  const folder = mkdtempSync(join(tmpdir(), "datalab-bench-"));
  const names = { large: linkFrames(large, large.length), small: linkFrames(small, 60) };

  /** Frames under names as the archive gives them; there may be more names than frames. */
  function linkFrames(paths, count) {
    return Array.from({ length: count }, (_, index) => {
      const path = paths[index % paths.length];
      const basename = `${path.match(/bench-\d+/)[0]}-${String(index + 1).padStart(4, "0")}-e91`;
      mkdirSync(join(folder, "frames"), { recursive: true });
      symlinkSync(path, join(folder, "frames", `${basename}.fits.fz`));
      return basename;
    });
  }

  let archive;
  let product;
  try {
    archive = await startArchiveStandIn({ dirs: [join(folder, "frames")] });
    product = await startProduct({
      ARCHIVE_API: archive.api,
      ARCHIVE_INSECURE_HOSTS: archive.host,
      FILECACHE_TOTAL_SIZE: "8589934592",
    });
    return await measure(createDatalabClient({ url: product.url, token: product.admin.token }), names);
  } finally {
    await product?.stop();
    await archive?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(client, { large, small }) {
  const { id: sessionId } = await client.sessions.create.mutate({ name: "bench" });
  const run = (basenames) => runMedian(client, sessionId, basenames);
  await run(large); // fills the frame cache
  const eights = [];
  for (const basenames of setsOfEight(large)) eights.push(await run(basenames));
  const afterEights = eights.at(-1).peakMemory;
  await run(small.slice(1));
  const sixty = await run(small);
  const cpuSeconds = median(eights.slice(-5).map((job) => job.cpuSeconds));
  return [
    {
      job: `Median of 8 × 4096², after ${jobs}`,
      "CPU s": cpuSeconds,
      "goal ≤": goals.cpuSeconds,
      "reference CPU s": referenceCpuSeconds,
      "×": referenceCpuSeconds / cpuSeconds,
      "peak MB": afterEights / 1e6,
      "peak goal ≤": goals.peakMB,
    },
    {
      job: "Median of 60 × 2048²",
      "CPU s": sixty.cpuSeconds,
      "peak MB": sixty.peakMemory / 1e6,
      "peak goal ≤": goals.peakMB,
    },
  ];
}

/** What the worker itself measured: all threads, without downloads. */
async function runMedian(client, sessionId, basenames) {
  const { id } = await client.operations.submit.mutate({
    sessionId,
    name: "Median",
    inputData: { input_files: basenames.map((basename) => ({ source: "archive", basename })) },
  });
  for (;;) {
    const { trueState } = await client.operations.get.query({ sessionId, id });
    if (trueState.state === "completed") return trueState;
    if (!["queued", "attached", "running"].includes(trueState.state))
      throw new Error(`The Median ${trueState.state}: ${trueState.text}`);
    await new Promise((done) => setTimeout(done, 300));
  }
}

/** Different sets, so that no job finds another's result: each leaves out another two. */
function setsOfEight(frames) {
  const sets = [];
  for (let first = 0; first < frames.length; first++) {
    for (let second = first + 1; second < frames.length && sets.length < jobs; second++)
      sets.push(frames.filter((_, index) => index !== first && index !== second));
  }
  return sets;
}
