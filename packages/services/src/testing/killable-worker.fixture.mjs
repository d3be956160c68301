// A worker process of the built packages that does one job, and stands still for ever once it has come to `stopAt`: its parent kills it
// there. Frames lie in `<dir>/archive`. argv: a JSON of { dir, databaseUrl, operationId, stopAt, leaseSeconds, secretKey }.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createDatabase } from "@datalab/db";
import { createPool } from "@datalab/kernels";
import { executeOperation, operationTasks } from "@datalab/operations";
import { createWorkerServices } from "@datalab/services";
import { fileLinks, folderStore, frameCache } from "@datalab/storage";

const { dir, databaseUrl, operationId, stopAt, leaseSeconds, secretKey } = JSON.parse(process.argv[2]);

const reached = {};
/** Stands still when this is the wanted place, the first time or a later one: "storing 2". */
async function pass(place) {
  reached[place] = (reached[place] ?? 0) + 1;
  if (stopAt !== `${place} ${reached[place]}`) return;
  setInterval(() => {}, 60_000);
  process.send("there");
  await new Promise(() => {});
}

const frame = async (basename) => ({ id: basename, basename, url: "" });
const archive = {
  frame,
  frames: (basenames) => Promise.all(basenames.map(frame)),
  async download({ basename }, path) {
    const bytes = await readFile(join(dir, "archive", `${basename}.fits`));
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    await pass("downloading");
    await writeFile(path, bytes);
  },
};
const store = folderStore(join(dir, "objects"));
const put = store.put;
store.put = async (...object) => {
  const stored = await put(...object);
  await pass("storing");
  return stored;
};
const database = createDatabase({ url: databaseUrl });
const complete = database.runs.complete.bind(database.runs);
database.runs.complete = async (...run) => {
  await pass("completing");
  const done = await complete(...run);
  await pass("completed");
  return done;
};
const pool = createPool({ threads: 1, modules: [operationTasks] });
const run = pool.run;
pool.run = async (task, ...rest) => {
  await pass(task === "combineChunk" ? "computing" : task);
  return run(task, ...rest);
};

const quiet = () => {};
const services = createWorkerServices(
  {
    ...{ database, store, archive, secretKey, logger: { info: quiet, warn: quiet, error: console.error } },
    queue: { enqueue: quiet, remove: quiet, has: async () => false, ping: quiet },
    links: fileLinks({ secret: secretKey, publicUrl: "http://lab.example" }),
    portal: {},
  },
  {
    execute: (execution) =>
      executeOperation({ ...execution, pool, conventions: { parity: false, wcsToEdge: 0.5 }, gaia: {} }),
    frameCache: await frameCache({ dir: join(dir, "frames"), maxBytes: 1e8 }),
    tmpDir: join(dir, "tmp"),
    keptDir: join(dir, "kept"),
    live: new Set(),
    disk: { hasRoom: async () => true, reserve: async () => ({ release: async () => {} }) },
    about: { version: "test", threads: 1 },
    outageHours: 24,
    leaseSeconds,
    timeLimitSeconds: 60,
  },
);
await services.runs.process({ operationId, attemptsLeft: 0 }, new AbortController().signal);
process.exit(0);
