import type { OperationRecord } from "@datalab/db";
import { sendIfLost } from "../runs/send-if-lost.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { waitsForJob } from "./waits-for-job.ts";

/** Sends the lost job of an unfinished operation again. Reading never starts work otherwise. */
export async function requeueIfLost(deps: ServiceDeps, operation: OperationRecord): Promise<void> {
  if (!operation.isDue || !waitsForJob(operation)) return;
  try {
    await sendIfLost(deps, operation);
  } catch (error) {
    deps.logger.warn({ err: error, operationId: operation.id }, "The queue could not be asked for a job"); // a reader still gets an answer
  }
}
