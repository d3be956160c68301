import { AppError } from "@datalab/errors";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { objectBody } from "../input/object-body.ts";
import { isRowId } from "../not-found.ts";
import { ownSession } from "../sessions/own-session.ts";
import { leaveRuns } from "./leave-runs.ts";

const INTEGER = /^\s*[+-]?\d+\s*$/;

export const bulkDeleteOperations = defineVerb({
  access: "operations:run",
  async run(deps, actor, sessionId: number, body: unknown): Promise<{ deleted: number }> {
    await ownSession(deps, actor, sessionId);
    const ids = readIds(objectBody(body).ids);
    const left = await deps.database.transaction(async ({ operations, audit }) => {
      const gone = await operations.delete(ids.filter(isRowId), sessionId);
      const before = { operations: gone.map(({ id }) => id) };
      if (gone.length > 0)
        await recordAct(audit, actor, "delete_operations", { objectType: "DataSession", objectId: sessionId, before });
      return gone;
    });
    await leaveRuns(deps, left);
    return { deleted: left.length };
  },
});

/** Integers or their text; the shape of the answer to anything else is `{"error"}`. */
function readIds(sent: unknown): number[] {
  if (!Array.isArray(sent)) throw badIds();
  return sent.map((id) => {
    if (typeof id === "number" && Number.isInteger(id)) return id;
    if (typeof id === "string" && INTEGER.test(id)) return Number(id);
    throw badIds();
  });
}

function badIds(): AppError {
  return new AppError("invalid", "operations.bad_ids", "ids must be a list of operation ids.");
}
