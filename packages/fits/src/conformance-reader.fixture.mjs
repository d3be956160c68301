// Reads files one after the other in one worker thread of the built package, and prints a JSON line for each: how it ended, how long
// it took, and the peak memory of the whole process meanwhile (VmHWM, set back before each file; Linux).
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

if (isMainThread) await readInWorker(process.argv.slice(2));
else await serve();

async function readInWorker(paths) {
  const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
  const worker = new Worker(fileURLToPath(import.meta.url), { resourceLimits: limits });
  for (const path of paths) {
    writeFileSync("/proc/self/clear_refs", "5");
    const start = performance.now();
    worker.postMessage(path);
    // Rejects when the worker fails, for lack of memory for example.
    const [outcome] = await once(worker, "message");
    const milliseconds = Math.round(performance.now() - start);
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
    console.log(JSON.stringify({ path, ...outcome, milliseconds, peakMegabytes: Number(peak[1]) / 1024 }));
  }
  await worker.terminate();
}

async function serve() {
  const fits = await import("../dist/index.js");
  const folder = mkdtempSync(join(tmpdir(), "fits-conformance-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  parentPort.on("message", async (path) => {
    try {
      await readAll(fits, path, join(folder, "unpacked.fits"));
      parentPort.postMessage({ code: "read", message: "" });
    } catch (thrown) {
      parentPort.postMessage({ code: thrown.code ?? "untyped", kind: thrown.kind, message: thrown.message });
    }
  });
}

/** Everything in a file, as the product does: a gzip-wrapped one is unpacked first. */
async function readAll(fits, path, unpacked) {
  const source = await fits.fileSource(path);
  let inner = source;
  try {
    const file = await fits.openFits(source).catch(async (thrown) => {
      if (thrown.code !== "fits.gzip_wrapped") throw thrown;
      await fits.inflateFile(path, unpacked, 2 ** 28);
      inner = await fits.fileSource(unpacked);
      return fits.openFits(inner);
    });
    await fits.verifyFits(file);
  } finally {
    await source.close();
    if (inner !== source) await inner.close();
  }
}
