import type { RunFileRecord } from "@datalab/db";
import type { OperationResult } from "@datalab/operations";
import { objectKey } from "../files/object-key.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** Brings a result's files to the store, under the key of the result. */
export async function storeResult(
  deps: ServiceDeps,
  resultKey: string,
  result: OperationResult,
  signal: AbortSignal,
): Promise<RunFileRecord[]> {
  const stored: RunFileRecord[] = [];
  for (const { role, name, path, contentType } of result.output_files.flatMap((output) => output.files)) {
    signal.throwIfAborted();
    const key = objectKey(resultKey, name);
    stored.push({ key, role, contentType, ...(await deps.store.put(key, path)) });
  }
  return stored;
}

/** Removes what a run that did not complete left in the store, unless another run of the key has taken over. */
export async function discardResult(deps: ServiceDeps, resultKey: string): Promise<void> {
  if (await deps.database.runs.findCurrent(resultKey)) return;
  const keys = await deps.store.list(resultKey);
  if (keys.length > 0) await deps.store.delete(keys);
}
