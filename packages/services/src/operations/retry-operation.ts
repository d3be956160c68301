import { AppError } from "@datalab/errors";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { withCurrentKey } from "../runs/current-key.ts";
import type { OperationView } from "../views.ts";
import { leaveRuns } from "./leave-runs.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";
import { startOperation } from "./start-operation.ts";

export const retryOperation = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, operationId: number): Promise<OperationView> {
    await ownOperation(deps, actor, sessionId, operationId);
    const left = await deps.database.transaction(async ({ operations, audit }) => {
      const moved = await operations.retry(operationId);
      if (moved) await recordAct(audit, actor, "retry", { objectType: "DataOperation", objectId: operationId });
      return moved;
    });
    if (!left)
      throw new AppError(
        "conflict",
        "operations.not_failed",
        "Only an operation that failed or was cancelled can run again.",
      );
    await leaveRuns(deps, [left]);
    await startOperation(deps, await withCurrentKey(deps, await ownOperation(deps, actor, sessionId, operationId)));
    return operationView(await ownOperation(deps, actor, sessionId, operationId), deps);
  },
});
