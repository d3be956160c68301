import { defineVerb } from "../define-verb.ts";
import type { OperationView } from "../views.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";

export const rotateLinks = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, operationId: number): Promise<OperationView> {
    await ownOperation(deps, actor, sessionId, operationId);
    await deps.database.operations.rotateLinkSalt(operationId);
    return operationView(await ownOperation(deps, actor, sessionId, operationId), deps);
  },
});
