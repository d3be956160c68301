import type { OperationRecord } from "@datalab/db";
import type { ServiceDeps } from "../service-deps.ts";
import { waitsForJob } from "./waits-for-job.ts";

/** A job is sent right after its row is written, so a row without one for this long has lost it. */
const LOST_AFTER_SECONDS = 30;

/** Sends the lost job of an unfinished operation again, once. Reading never starts work otherwise. */
export async function requeueIfLost(deps: ServiceDeps, operation: OperationRecord): Promise<void> {
  if (operation.requeues > 0 || !waitsForJob(operation)) return;
  if (Date.now() - Date.parse(operation.queuedAt) < LOST_AFTER_SECONDS * 1000) return;
  try {
    if (await deps.queue.has(operation.id)) return;
    const limits = { afterSeconds: LOST_AFTER_SECONDS, max: 1 };
    if (await deps.database.operations.claimRequeue(operation.id, limits)) {
      await deps.queue.enqueue({ operationId: operation.id });
      deps.logger.warn({ operationId: operation.id }, "A lost job was put into the queue again");
    }
  } catch (error) {
    deps.logger.warn({ err: error, operationId: operation.id }, "The queue could not be asked for a job"); // a reader still gets an answer
  }
}
