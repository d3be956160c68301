import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import type { OperationView } from "../views.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";

export const rotateLinks = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, operationId: number): Promise<OperationView> {
    await ownOperation(deps, actor, sessionId, operationId);
    await deps.database.transaction(async ({ operations, audit }) => {
      await operations.rotateLinkSalt(operationId);
      await recordAct(audit, actor, "rotate_links", { objectType: "DataOperation", objectId: operationId });
    });
    return operationView(await ownOperation(deps, actor, sessionId, operationId), deps);
  },
});
