import { defineVerb } from "../define-verb.ts";
import { leaveRuns } from "./leave-runs.ts";
import { ownOperation } from "./own-operation.ts";

export const deleteOperation = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, operationId: number): Promise<void> {
    await ownOperation(deps, actor, sessionId, operationId);
    await leaveRuns(deps, await deps.database.operations.delete([operationId], sessionId));
  },
});
