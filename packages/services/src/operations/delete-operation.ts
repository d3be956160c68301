import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { leaveRuns } from "./leave-runs.ts";
import { ownOperation } from "./own-operation.ts";

export const deleteOperation = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, operationId: number): Promise<void> {
    await ownOperation(deps, actor, sessionId, operationId);
    const left = await deps.database.transaction(async ({ operations, audit }) => {
      const gone = await operations.delete([operationId], sessionId);
      for (const { id } of gone) await recordAct(audit, actor, "delete", { objectType: "DataOperation", objectId: id });
      return gone;
    });
    await leaveRuns(deps, left);
  },
});
