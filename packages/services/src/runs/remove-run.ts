import type { ServiceDeps } from "../service-deps.ts";

/** Removes a finished run and its objects, unless something still refers to them. */
export async function removeRun(deps: ServiceDeps, runId: string): Promise<void> {
  const run = await deps.database.runs.find(runId);
  const keys = run && (await deps.database.runs.deleteIfUnreferenced(runId));
  if (!keys || keys.length === 0) return;
  if (await deps.database.runs.findCurrent(run.resultKey)) return; // a newer run of the key writes these objects anew
  await deps.store.delete(keys);
}
