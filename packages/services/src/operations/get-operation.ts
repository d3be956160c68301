import { defineVerb } from "../define-verb.ts";
import type { OperationView } from "../views.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";
import { requeueIfLost } from "./requeue-if-lost.ts";

export const getOperation = defineVerb({
  access: "sessions:read",
  async run(deps, actor, sessionId: number, operationId: number): Promise<OperationView> {
    const operation = await ownOperation(deps, actor, sessionId, operationId);
    await requeueIfLost(deps, operation);
    return operationView(operation, deps);
  },
});
