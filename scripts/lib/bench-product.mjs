import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatalabClient } from "@datalab/api/client";
import { startArchiveStandIn, startProduct } from "@datalab/testkit";
import { childOf } from "./process-figures.mjs";

const unfinished = ["queued", "attached", "running"];

/** As many names as the archive gives them as wanted, in turn for these files: there may be more names than files. */
export function namesFor(paths, count) {
  return Array.from({ length: count }, (_, index) => {
    const path = paths[index % paths.length];
    return { path, basename: `${path.match(/bench-\d+/)[0]}-${String(index + 1).padStart(4, "0")}-e91` };
  });
}

/** The real product on frames from an archive stand-in on loopback, for as long as `work` takes. */
export async function withProductOn(frames, work) {
  const folder = mkdtempSync(join(tmpdir(), "datalab-bench-"));
  mkdirSync(join(folder, "frames"));
  for (const { path, basename } of frames) symlinkSync(path, join(folder, "frames", `${basename}.fits.fz`));
  let archive;
  let product;
  try {
    archive = await startArchiveStandIn({ dirs: [join(folder, "frames")] });
    product = await startProduct({
      ARCHIVE_API: archive.api,
      ARCHIVE_INSECURE_HOSTS: archive.host,
      FILECACHE_TOTAL_SIZE: "8589934592",
      RATE_LIMIT_PER_MINUTE: "0",
    });
    return await work(product);
  } finally {
    await product?.stop();
    await archive?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same for jobs: `run` does one and answers what its worker measured. */
export function withBenchProduct(frames, work) {
  return withProductOn(frames, async ({ url, admin, launcher }) => {
    const client = createDatalabClient({ url, token: admin.token });
    const { id: sessionId } = await client.sessions.create.mutate({ name: "bench" });
    return work({
      worker: childOf(launcher.pid, "apps/worker"),
      run: (name, inputData) => run(client, sessionId, name, inputData),
    });
  });
}

/** What the worker itself measured: all threads, without downloads once the frames are in its cache. */
async function run(client, sessionId, name, inputData) {
  const { id } = await client.operations.submit.mutate({ sessionId, name, inputData });
  for (;;) {
    const { trueState } = await client.operations.get.query({ sessionId, id });
    if (trueState.state === "completed") return trueState;
    if (!unfinished.includes(trueState.state)) throw new Error(`The ${name} ${trueState.state}: ${trueState.text}`);
    await new Promise((done) => setTimeout(done, 300));
  }
}
