import type { OperationRecord } from "@datalab/db";
import type { OperationDefinition } from "@datalab/operations";
import { madeInParity } from "../runs/run-recipe.ts";
import type { ResultMade } from "../views.ts";

/** How the result of a completed run was made, and whether it would be made so today. */
export function resultMade(
  { run }: Pick<OperationRecord, "run">,
  definition: Pick<OperationDefinition, "version"> | undefined,
  parity: boolean,
): ResultMade | null {
  if (run?.status !== "COMPLETED") return null;
  const version = run.operationVersion;
  const currentVersion = definition?.version ?? null;
  const byOlderConventions = madeInParity(run);
  const isOther = version !== currentVersion || byOlderConventions !== parity;
  return { version, currentVersion, byOlderConventions, outdated: currentVersion !== null && isOther };
}
