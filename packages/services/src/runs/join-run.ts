import type { OperationRecord, RunRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";
import type { InputRight } from "./input-rights.ts";
import { isReusable } from "./reusable-run.ts";
import type { RunPlan } from "./run-plan.ts";
import { runRecipe } from "./run-recipe.ts";

/** Others may move the same rows between two of our steps; more rounds than this mean something is wrong. */
const MAX_ROUNDS = 10;

/**
 * Puts a queued operation, whose user may read every input, on the run of its key: a live or completed one if there is,
 * else a new one. null when the operation has meanwhile been cancelled or removed.
 */
export async function joinRun(
  deps: ServiceDeps,
  operation: OperationRecord,
  plan: RunPlan,
  rights: readonly InputRight[],
): Promise<RunRecord | null> {
  const { operations, runs } = deps.database;
  if (operation.state === "attached") return operation.run;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { run } = await runs.findOrCreateLive({
      resultKey: operation.resultKey,
      operationName: plan.definition.name,
      operationVersion: plan.definition.version,
      recipe: runRecipe(plan, deps.parity),
      inputs: rights.map(({ source, basename, version }) => ({ source, basename, archiveFrameId: version })),
    });
    if (!(await isReusable(deps, run, rights))) {
      if (run.status !== "COMPLETED") throw otherVersion();
      await runs.supersede(run.id);
      continue;
    }
    if (await operations.attach(operation.id, run.id)) return run;
    const now = await operations.find(operation.id);
    if (now?.state === "attached") return now.run;
    if (now?.state !== "queued") {
      await runs.cancelIfUnused(run.id);
      return null;
    }
  }
  throw new Error(`Operation ${operation.id} found no run that would take it`);
}

/** Its right was checked for the file of today, and the run reads the one of before; when it ends, the next one is right. */
function otherVersion(): AppError {
  const text = "An input was replaced in the archive while an equal operation is running. Please try again in a while.";
  return new AppError("transient", "runs.other_version", text);
}
