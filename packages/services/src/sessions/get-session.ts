import { defineVerb } from "../define-verb.ts";
import { isRowId, notFound } from "../not-found.ts";
import type { SessionParts, SessionView } from "../views.ts";
import { sessionView } from "./session-view.ts";

const MINUTE_MS = 60_000;

export const getSession = defineVerb({
  access: "sessions:read",
  async run(deps, actor, sessionId: number, parts?: SessionParts): Promise<SessionView> {
    const { database } = deps;
    const session = isRowId(sessionId) ? await database.sessions.findWithOperations(sessionId, parts) : null;
    if (session?.ownerId !== actor.userId) throw notFound();
    const isOld = Date.now() - Date.parse(session.accessed) > MINUTE_MS;
    const touched = isOld ? await database.sessions.touch(sessionId) : null;
    return sessionView({ ...session, accessed: touched ?? session.accessed }, deps);
  },
});
