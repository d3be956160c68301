import type { OperationRecord } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { isRowId, notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** An operation of the caller's session; notFound for anything else. */
export async function ownOperation(
  deps: ServiceDeps,
  actor: Actor,
  sessionId: number,
  operationId: number,
): Promise<OperationRecord> {
  const operation = isRowId(operationId) ? await deps.database.operations.find(operationId) : null;
  if (operation?.ownerId !== actor.userId || operation.sessionId !== sessionId) throw notFound();
  return operation;
}
