import type { ServiceDeps } from "../service-deps.ts";

/** Removes a finished run and its objects, unless something still refers to them. */
export async function removeRun(deps: ServiceDeps, runId: string): Promise<void> {
  const keys = await deps.database.runs.deleteIfUnreferenced(runId);
  if (keys && keys.length > 0) await deps.store.delete(keys);
}
