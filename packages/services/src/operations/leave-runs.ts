import { setTimeout as pause } from "node:timers/promises";
import type { DetachedOperation } from "@datalab/db";
import { removeRun } from "../runs/remove-run.ts";
import type { ServiceDeps } from "../service-deps.ts";

const PATIENCE_MS = 2000;

/**
 * After operations left: a run nobody stands on any more stops, a finished one that nothing refers to is removed with its
 * objects, and the waiting jobs go. What fails here is done again by the sweeper, and keeps nothing else from being done.
 */
export async function leaveRuns(deps: ServiceDeps, left: readonly DetachedOperation[]): Promise<void> {
  for (const runId of new Set(left.map((operation) => operation.runId))) {
    if (runId !== null) await orLater(deps, () => settleRun(deps, runId));
  }
  await orLater(deps, async () => {
    for (const { id } of left) await deps.queue.remove(id);
  });
}

/** Whoever cancels or deletes does not wait for a store or a queue that does not answer. */
async function orLater(deps: ServiceDeps, tidyUp: () => Promise<void>): Promise<void> {
  const tidied = tidyUp().catch((error: unknown) => {
    deps.logger.warn({ err: error }, "Tidying up after removed operations failed; the sweeper will do it");
  });
  const enough = new AbortController();
  await Promise.race([tidied, pause(PATIENCE_MS, undefined, { signal: enough.signal }).catch(() => undefined)]);
  enough.abort();
}

async function settleRun(deps: ServiceDeps, runId: string): Promise<void> {
  await deps.database.runs.cancelIfUnused(runId);
  await removeRun(deps, runId);
  const run = await deps.database.runs.find(runId);
  if (run?.status === "PENDING") await sendJobOf(deps, runId);
}

/** The job that was to work on the run may have gone with the operation that left; another one takes over. */
async function sendJobOf(deps: ServiceDeps, runId: string): Promise<void> {
  const [heir] = await deps.database.operations.listByRun(runId);
  if (heir) await deps.queue.enqueue({ operationId: heir.id });
}
