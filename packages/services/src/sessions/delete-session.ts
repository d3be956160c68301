import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { notFound } from "../not-found.ts";
import { leaveRuns } from "../operations/leave-runs.ts";
import { ownSession } from "./own-session.ts";

export const deleteSession = defineVerb({
  access: "sessions:write",
  async run(deps, actor, sessionId: number): Promise<void> {
    await ownSession(deps, actor, sessionId);
    const left = await deps.database.transaction(async ({ sessions, audit }) => {
      const stored = await sessions.lock(sessionId);
      const gone = stored && (await sessions.delete(sessionId));
      if (!gone) throw notFound();
      const before = { name: stored.name, operations: gone.map(({ id }) => id) };
      await recordAct(audit, actor, "delete", { objectType: "DataSession", objectId: sessionId, before });
      return gone;
    });
    await leaveRuns(deps, left);
  },
});
