import type { OperationRecord } from "@datalab/db";
import { resultKey } from "@datalab/operations";
import type { ServiceDeps } from "../service-deps.ts";
import { planOf } from "./run-plan.ts";

/**
 * A queued operation under the key of the result that would be made of it now: it may have been submitted before the operation's version
 * rose or the conventions changed, and a result never lies under the key of another version.
 */
export async function withCurrentKey(
  { database, parity }: Pick<ServiceDeps, "database" | "parity">,
  operation: OperationRecord,
): Promise<OperationRecord> {
  const plan = operation.state === "queued" ? planOf(operation) : null;
  if (!plan) return operation;
  const key = resultKey(plan.definition, plan.inputData, parity);
  if (key === operation.resultKey || !(await database.operations.rekey(operation.id, key))) return operation;
  return { ...operation, resultKey: key };
}
