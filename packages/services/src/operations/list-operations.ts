import { defineVerb } from "../define-verb.ts";
import { ownSession } from "../sessions/own-session.ts";
import type { OperationView, Page, PageRequest } from "../views.ts";
import { operationView } from "./operation-view.ts";

export const listOperations = defineVerb({
  access: "sessions:read",
  async run(deps, actor, sessionId: number, page: PageRequest): Promise<Page<OperationView>> {
    await ownSession(deps, actor, sessionId);
    const found = await deps.database.operations.list(sessionId, page);
    return { count: found.count, results: found.results.map((operation) => operationView(operation, deps)) };
  },
});
