import type { OperationRecord, RunInputRecord, RunRecord } from "@datalab/db";
import type { ServiceDeps } from "../service-deps.ts";
import { type InputRight, isSameFile } from "./input-rights.ts";

/** Puts an operation on an equal completed run, if there is one that read the very same files. */
export async function attachCompleted(
  deps: ServiceDeps,
  operation: OperationRecord,
  rights: readonly InputRight[],
): Promise<boolean> {
  const run = await deps.database.runs.findCurrent(operation.resultKey);
  if (run?.status !== "COMPLETED" || !(await isReusable(deps, run, rights))) return false;
  return deps.database.operations.attach(operation.id, run.id);
}

/** A result counts only for the files it was made of: a name may stand for another file today. */
export async function isReusable(deps: ServiceDeps, run: RunRecord, rights: readonly InputRight[]): Promise<boolean> {
  const inputs = await deps.database.runs.inputs(run.id);
  return inputs.length === rights.length && inputs.every((input) => readsSameVersion(input, rights));
}

function readsSameVersion(input: RunInputRecord, rights: readonly InputRight[]): boolean {
  return rights.some((right) => isSameFile(input)(right) && right.version === input.archiveFrameId);
}
