import { runFolder } from "../files/object-key.ts";
import type { ServiceDeps } from "../service-deps.ts";

/**
 * Removes a finished run and its objects, unless something still refers to them. The row goes last: when the store fails,
 * the sweeper finds it and comes again.
 */
export async function removeRun(deps: ServiceDeps, runId: string): Promise<void> {
  const keys = await deps.database.runs.retire(runId);
  if (!keys) return;
  await removeObjects(deps, runId, keys);
  await deps.database.runs.remove(runId);
}

/** Removes what a run left in the store that did not complete and never will. */
export async function discardResult(deps: ServiceDeps, runId: string): Promise<void> {
  const run = await deps.database.runs.find(runId);
  if (!run || run.status === "FAILED" || run.status === "CANCELLED") await removeObjects(deps, runId, []);
}

/** The folder is listed too: a worker that was killed has told nobody what it had stored. */
async function removeObjects(deps: ServiceDeps, runId: string, known: readonly string[]): Promise<void> {
  const keys = new Set([...known, ...(await deps.store.list(runFolder(runId)))]);
  if (keys.size > 0) await deps.store.delete([...keys]);
}
