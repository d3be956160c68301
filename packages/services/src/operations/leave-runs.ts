import type { DetachedOperation } from "@datalab/db";
import { removeRun } from "../runs/remove-run.ts";
import type { ServiceDeps } from "../service-deps.ts";

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

async function orLater(deps: ServiceDeps, tidyUp: () => Promise<void>): Promise<void> {
  try {
    await tidyUp();
  } catch (error) {
    deps.logger.warn({ err: error }, "Tidying up after removed operations failed; the sweeper will do it");
  }
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
