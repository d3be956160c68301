import { isDeepStrictEqual } from "node:util";
import type { OperationRecord } from "@datalab/db";
import { operationNamed } from "@datalab/operations";
import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import { objectBody, REQUIRED, UNCHANGEABLE } from "../input/object-body.ts";
import type { OperationView } from "../views.ts";
import { nameProblem } from "./operation-input.ts";
import { operationView } from "./operation-view.ts";
import { ownOperation } from "./own-operation.ts";

const FIXED = ["session", "session_id", "cache_key", "result_key"];

/** An operation is what was asked for: sending it back unchanged is fine, any change is refused on its field. */
export const updateOperation = defineVerb({
  access: "operations:run",
  async run(
    deps,
    actor,
    sessionId: number,
    operationId: number,
    body: unknown,
    options: { partial: boolean },
  ): Promise<OperationView> {
    const operation = await ownOperation(deps, actor, sessionId, operationId);
    const fields = fieldProblems(operation, objectBody(body), options.partial);
    if (Object.keys(fields).length > 0) throw new FieldError(fields);
    return operationView(operation, deps);
  },
});

function fieldProblems(operation: OperationRecord, sent: Record<string, unknown>, partial: boolean) {
  const problems: Record<string, string[]> = {};
  if (sent.name === undefined && !partial) problems.name = [REQUIRED];
  if (sent.name !== undefined && sent.name !== operation.name) {
    const isKnown = typeof sent.name === "string" && operationNamed(sent.name) !== undefined;
    problems.name = [isKnown ? UNCHANGEABLE : nameProblem(sent.name)];
  }
  if (sent.input_data !== undefined && !isDeepStrictEqual(sent.input_data, operation.inputData)) {
    problems.input_data = [UNCHANGEABLE];
  }
  for (const field of FIXED) if (sent[field] !== undefined) problems[field] = [UNCHANGEABLE];
  return problems;
}
