import type { OperationRecord } from "@datalab/db";
import { attachCompleted } from "../runs/attach-completed.ts";
import { knownRights } from "../runs/input-rights.ts";
import { planOf } from "../runs/run-plan.ts";
import type { ServiceDeps } from "../service-deps.ts";

/**
 * Brings a queued operation on its way without waiting for the archive: when an equal run is completed and the user's
 * right to every input was checked lately it is attached at once, else its job is sent.
 */
export async function startOperation(deps: ServiceDeps, operation: OperationRecord): Promise<void> {
  const plan = planOf(operation);
  const rights = plan && (await knownRights(deps, operation.ownerId, plan.files));
  if (rights && (await attachCompleted(deps, operation, rights))) return;
  try {
    await deps.queue.enqueue({ operationId: operation.id });
  } catch (error) {
    deps.logger.warn({ err: error, operationId: operation.id }, "The queue took no job; the sweeper will send it");
  }
}
