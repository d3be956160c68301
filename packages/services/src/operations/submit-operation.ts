import { resultKey, sortFileLists } from "@datalab/operations";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { storableJson } from "../input/storable-json.ts";
import { withinQuota } from "../quotas/within-quota.ts";
import { ownSession } from "../sessions/own-session.ts";
import type { OperationView } from "../views.ts";
import { readOperationInput } from "./operation-input.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";
import { startOperation } from "./start-operation.ts";

export const submitOperation = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, body: unknown): Promise<OperationView> {
    await ownSession(deps, actor, sessionId);
    const { definition, inputData } = readOperationInput(body);
    const operation = await withinQuota(deps, actor.userId, async ({ operations, audit }) => {
      const made = await operations.create({
        sessionId,
        name: definition.name,
        inputData: storableJson(sortFileLists(definition, inputData)),
        resultKey: resultKey(definition, inputData, deps.parity),
      });
      const after = { name: definition.name, sessionId };
      await recordAct(audit, actor, "create", { objectType: "DataOperation", objectId: made.id, after });
      return { result: made, growth: { counts: "operations", sessionId } };
    });
    await startOperation(deps, operation);
    return operationView(await ownOperation(deps, actor, sessionId, operation.id), deps.links);
  },
});
