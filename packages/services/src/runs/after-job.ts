import { waitsForJob } from "../operations/waits-for-job.ts";
import type { ServiceDeps } from "../service-deps.ts";

/**
 * While its cancelled job was still ending, an operation that is started again gets no second one: it gets it now. One that
 * waits for something to come back is not hurried.
 */
export async function afterJob(deps: ServiceDeps, operationId: number): Promise<void> {
  const operation = await deps.database.operations.find(operationId);
  if (operation && operation.outages === 0 && waitsForJob(operation)) await deps.queue.enqueue({ operationId });
}
