import { defineVerb } from "../define-verb.ts";
import { notFound } from "../not-found.ts";
import type { SessionView } from "../views.ts";
import { ownSession } from "./own-session.ts";
import { sessionView } from "./session-view.ts";

export const getSession = defineVerb({
  access: "sessions:read",
  async run(deps, actor, sessionId: number): Promise<SessionView> {
    await ownSession(deps, actor, sessionId);
    await deps.database.sessions.touch(sessionId);
    const session = await deps.database.sessions.findWithOperations(sessionId);
    if (!session) throw notFound();
    return sessionView(session, deps.links);
  },
});
