import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLogger, loadWorkerSettings } from "@datalab/config";
import { checkSchema } from "@datalab/db";
import { createPool } from "@datalab/kernels";
import { executeOperation, inputFiles, operationTasks } from "@datalab/operations";
import { startJobWorker } from "@datalab/queue";
import { createWorkerServices, seldom } from "@datalab/services";
import { diskRoom, frameCache } from "@datalab/storage";
import { openBackends } from "./backends.ts";
import { openGaia } from "./gaia.ts";
import { repeatedly } from "./repeatedly.ts";

/** One job at a time uses all threads, and its CPU time and memory are its own; more throughput is more workers. */
const CONCURRENCY = 1;
const SWEEP_PAUSE_MS = 5000;
const BEAT_PAUSE_MS = 2000;
const GRACE_MS = 8000;

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
const settings = loadWorkerSettings(process.env);
const log = createLogger({ name: "worker", level: settings.logLevel });
const logger = seldom(log);
await checkSchema(settings.databaseUrl, (err) => logger.warn({ err }, "The database is away; the worker waits")).catch(
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
const backends = await openBackends(settings, log);
const gaia = openGaia(settings, backends.options.database);
const pool = createPool({ threads: settings.workerThreads, modules: [operationTasks] });
const cache = await frameCache({ dir: join(settings.dataDir, "frames"), maxBytes: settings.filecacheTotalSize });
const services = createWorkerServices(backends.options, {
  execute: (execution) =>
    executeOperation({
      ...execution,
      pool,
      conventions: settings.conventions,
      gaia: gaia.of(inputFiles(execution.definition, execution.inputData)),
    }),
  frameCache: cache,
  tmpDir: join(settings.dataDir, "tmp"),
  keptDir: join(settings.dataDir, "kept"),
  live: new Set(),
  disk: await diskRoom({ dir: join(settings.dataDir, "disk"), giveUp: cache.giveUp }),
  about: { version, threads: settings.workerThreads },
  outageHours: settings.outageHours,
  leaseSeconds: settings.leaseSeconds,
  timeLimitSeconds: settings.operationTimeLimit,
});
const sweeper = repeatedly("A sweep", services.runs.sweep, SWEEP_PAUSE_MS, logger);
const worker = startJobWorker({
  url: settings.queueUrl,
  concurrency: CONCURRENCY,
  handler: services.runs.process,
  onDone: services.runs.afterJob,
  logger,
});

const pulse = repeatedly(
  "A heartbeat",
  async () => worker.takeJobs((await services.runs.beat()).takesJobs),
  BEAT_PAUSE_MS,
  logger,
);

let stopping = false;
async function stop(signal: string) {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, "worker is stopping");
  await sweeper.stop();
  await worker.close({ graceMs: GRACE_MS });
  await pulse.stop();
  await services.runs.leave().catch(() => undefined);
  await pool.close();
  await gaia.close();
  await backends.close();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => void stop(signal));

await worker.ready();
logger.info({ threads: settings.workerThreads }, "worker is ready");
process.send?.("ready");
