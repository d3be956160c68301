import type { OperationRecord } from "@datalab/db";
import type { ServiceDeps } from "../service-deps.ts";

const LOOK_AGAIN_SECONDS = 30;

/**
 * Sends the job of an operation that nobody works on again when the queue does not know it any more, as often as it takes:
 * the row says what is to be done, and a queue may forget. The pause until the next look grows.
 */
export async function sendIfLost(deps: ServiceDeps, { id, outages }: OperationRecord): Promise<void> {
  const { operations } = deps.database;
  if (await deps.queue.has(id)) return operations.seen([id], LOOK_AGAIN_SECONDS);
  if (!(await operations.claimRequeue(id))) return;
  if (outages === 0) deps.logger.warn({ operationId: id }, "A lost job is sent again");
  await deps.queue.enqueue({ operationId: id });
}
