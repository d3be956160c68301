import { inputFiles, resultKey, sortFileLists } from "@datalab/operations";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { storableJson } from "../input/storable-json.ts";
import { withinQuota } from "../quotas/within-quota.ts";
import { reusableRun } from "../runs/reusable-run.ts";
import { ownSession } from "../sessions/own-session.ts";
import type { OperationView } from "../views.ts";
import { readOperationInput } from "./operation-input.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";
import { sendJob } from "./start-operation.ts";

/** Never waits for the archive: an equal completed run is attached as the row is written, else a job is sent. */
export const submitOperation = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, body: unknown): Promise<OperationView> {
    await ownSession(deps, actor, sessionId);
    const { definition, inputData } = readOperationInput(body);
    const key = resultKey(definition, inputData, deps.parity);
    const files = inputFiles(definition, inputData);
    const runId = await reusableRun(deps, { userId: actor.userId, resultKey: key, files });
    const operation = await withinQuota(deps, actor.userId, async ({ operations, audit }) => {
      const made = await operations.create({
        sessionId,
        name: definition.name,
        inputData: storableJson(sortFileLists(definition, inputData)),
        resultKey: key,
        runId,
      });
      const after = { name: definition.name, sessionId };
      await recordAct(audit, actor, "create", { objectType: "DataOperation", objectId: made.id, after });
      return { result: made, growth: { counts: "operations", sessionId } };
    });
    if (operation.state === "attached") return operationView(operation, deps);
    await sendJob(deps, operation.id);
    return operationView(await ownOperation(deps, actor, sessionId, operation.id), deps);
  },
});
