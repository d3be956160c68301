import type { OperationRecord } from "@datalab/db";
import { reusableRun } from "../runs/reusable-run.ts";
import { planOf } from "../runs/run-plan.ts";
import type { ServiceDeps } from "../service-deps.ts";

/**
 * Brings a queued operation on its way without waiting for the archive: when an equal run is completed and the user's
 * right to every input was checked lately it is attached at once, else its job is sent.
 */
export async function startOperation(deps: ServiceDeps, operation: OperationRecord): Promise<void> {
  const plan = planOf(operation);
  const { id, ownerId: userId, resultKey } = operation;
  const runId = plan && (await reusableRun(deps, { userId, resultKey, files: plan.files }));
  if (runId && (await deps.database.operations.attach(id, runId))) return;
  await sendJob(deps, id);
}

export async function sendJob(deps: ServiceDeps, operationId: number): Promise<void> {
  try {
    await deps.queue.enqueue({ operationId });
  } catch (error) {
    deps.logger.warn({ err: error, operationId }, "The queue took no job; the sweeper will send it");
  }
}
