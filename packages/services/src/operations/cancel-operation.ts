import { AppError } from "@datalab/errors";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import type { OperationView } from "../views.ts";
import { leaveRuns } from "./leave-runs.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";

/** Takes one operation off its run; the run itself stops when its last operation leaves. */
export const cancelOperation = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, operationId: number): Promise<OperationView> {
    await ownOperation(deps, actor, sessionId, operationId);
    const left = await deps.database.transaction(async ({ operations, audit }) => {
      const moved = await operations.cancel(operationId, `Cancelled by ${actor.username}.`);
      if (moved) await recordAct(audit, actor, "cancel", { objectType: "DataOperation", objectId: operationId });
      return moved;
    });
    if (!left)
      throw new AppError("conflict", "operations.not_running", "Only a waiting or running operation can be cancelled.");
    await leaveRuns(deps, [left]);
    return operationView(await ownOperation(deps, actor, sessionId, operationId), deps);
  },
});
