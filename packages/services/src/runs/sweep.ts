import type { RunRecord } from "@datalab/db";
import { GAIA_ANSWER_SECONDS } from "../gaia/remembered-gaia.ts";
import { ANSWER_SECONDS } from "../idempotency/answer-once.ts";
import { deliverKept } from "../outages/deliver-kept.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { WORKER_LOST } from "./failure-texts.ts";
import { discardResult, removeRun } from "./remove-run.ts";
import type { RunEngine } from "./run-engine.ts";
import { sendIfLost } from "./send-if-lost.ts";
import { sweepTempFolders } from "./sweep-temp-folders.ts";

const BATCH = 100;
const FORGOTTEN_AFTER_SECONDS = 60;
const FORGET_WORKERS_AFTER_SECONDS = 3600;
const FORGET_ACCESS_AFTER_SECONDS = 3600;

/** Mends what a crash, a lost job or a failed clean-up left behind. Any number of workers may sweep at once. */
export async function sweep(deps: ServiceDeps, engine: RunEngine): Promise<void> {
  const { runs, operations, frameAccess, gaiaAnswers, idempotentRequests, workers } = deps.database;
  await each(deps, [engine], () => deliverKept(deps, engine));
  const forgotten = await runs.forgotten({ olderThanSeconds: FORGOTTEN_AFTER_SECONDS, limit: BATCH });
  const stalled = await operations.stalled(BATCH);
  await each(deps, await runs.expiredLeases(BATCH), (run) => mendLapsedRun(deps, run));
  await each(deps, forgotten, (runId) => runs.cancelIfUnused(runId));
  await each(deps, stalled, (operation) => sendIfLost(deps, operation));
  await each(deps, await runs.unreferenced(BATCH), (runId) => removeRun(deps, runId));
  await frameAccess.removeOlderThan(FORGET_ACCESS_AFTER_SECONDS);
  await gaiaAnswers.removeOlderThan(GAIA_ANSWER_SECONDS);
  await idempotentRequests.removeOlderThan(ANSWER_SECONDS);
  await workers.removeOlderThan(FORGET_WORKERS_AFTER_SECONDS);
  await sweepTempFolders(deps, engine);
}

/** One that cannot be mended now does not stand in the way of the others. */
async function each<T>(deps: ServiceDeps, items: readonly T[], mend: (item: T) => Promise<unknown>): Promise<void> {
  for (const item of items) {
    try {
      await mend(item);
    } catch (error) {
      deps.logger.warn({ err: error }, "A left-over could not be mended; the next sweep tries again");
    }
  }
}

/** Its worker is gone: another one may try, once. */
async function mendLapsedRun(deps: ServiceDeps, run: RunRecord): Promise<void> {
  if (await deps.database.runs.cancelIfUnused(run.id)) return;
  if (run.crashes > 0) {
    if (await deps.database.runs.failAbandoned(run.id, WORKER_LOST)) await discardResult(deps, run.id);
    return;
  }
  const [operation] = await deps.database.operations.listByRun(run.id);
  if (!operation) return;
  deps.logger.warn({ runId: run.id }, "A run's lease lapsed; its job is sent again");
  await deps.queue.enqueue({ operationId: operation.id });
}
