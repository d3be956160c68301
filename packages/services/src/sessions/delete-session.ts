import { defineVerb } from "../define-verb.ts";
import { notFound } from "../not-found.ts";
import { leaveRuns } from "../operations/leave-runs.ts";
import { ownSession } from "./own-session.ts";

export const deleteSession = defineVerb({
  access: "sessions:write",
  async run(deps, actor, sessionId: number): Promise<void> {
    await ownSession(deps, actor, sessionId);
    const left = await deps.database.sessions.delete(sessionId);
    if (!left) throw notFound();
    await leaveRuns(deps, left);
  },
});
