import type { OperationRecord, RunRecord } from "@datalab/db";
import type { ServiceDeps } from "../service-deps.ts";
import { JOB_LOST, WORKER_LOST } from "./failure-texts.ts";
import { removeRun } from "./remove-run.ts";
import { sweepTempFolders } from "./sweep-temp-folders.ts";

const BATCH = 100;
const STALLED_AFTER_SECONDS = 30;
const GIVE_UP_AFTER_SECONDS = 15 * 60;
const FORGET_ACCESS_AFTER_SECONDS = 3600;

/** Mends what a crash, a lost job or a failed clean-up left behind. Any number of workers may sweep at once. */
export async function sweep(deps: ServiceDeps, tmpDir: string): Promise<void> {
  const { runs, operations, frameAccess } = deps.database;
  for (const run of await runs.expiredLeases(BATCH)) await mendLapsedRun(deps, run);
  const stalled = await operations.stalled({ olderThanSeconds: STALLED_AFTER_SECONDS, limit: BATCH });
  for (const operation of stalled) await mendStalledOperation(deps, operation);
  for (const runId of await runs.unreferenced(BATCH)) await removeRun(deps, runId);
  await frameAccess.removeOlderThan(FORGET_ACCESS_AFTER_SECONDS);
  await sweepTempFolders(deps, tmpDir);
}

/** Its worker is gone: another one may try, once. */
async function mendLapsedRun(deps: ServiceDeps, run: RunRecord): Promise<void> {
  if (await deps.database.runs.cancelIfUnused(run.id)) return;
  if (run.crashes > 0) {
    await deps.database.runs.failAbandoned(run.id, WORKER_LOST);
    return;
  }
  const [operation] = await deps.database.operations.listByRun(run.id);
  if (!operation) return;
  deps.logger.warn({ runId: run.id }, "A run's lease lapsed; its job is sent again");
  await deps.queue.enqueue({ operationId: operation.id });
}

/** Nobody works on it: its job is sent again once, and given up when that was lost too. */
async function mendStalledOperation(deps: ServiceDeps, operation: OperationRecord): Promise<void> {
  if (await deps.queue.has(operation.id)) return;
  const limits = { afterSeconds: STALLED_AFTER_SECONDS, max: 1 };
  if (await deps.database.operations.claimRequeue(operation.id, limits)) {
    deps.logger.warn({ operationId: operation.id }, "A lost job is sent again");
    await deps.queue.enqueue({ operationId: operation.id });
  } else if (secondsSince(operation.queuedAt) > GIVE_UP_AFTER_SECONDS) {
    await deps.database.operations.settle(operation.id, "failed", JOB_LOST.message);
    if (operation.run) await deps.database.runs.failAbandoned(operation.run.id, JOB_LOST);
  }
}

function secondsSince(time: string): number {
  return (Date.now() - Date.parse(time)) / 1000;
}
