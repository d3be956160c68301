import { defineVerb } from "../define-verb.ts";
import type { Page, PageRequest, SessionFilter, SessionParts, SessionTextView, SessionView } from "../views.ts";
import { sessionTextView, sessionView } from "./session-view.ts";

export const listSessions = defineVerb({
  access: "sessions:read",
  async run(deps, actor, filter: SessionFilter, page: PageRequest): Promise<Page<SessionView>> {
    const found = await deps.database.sessions.list({ ...filter, ...page, ownerId: actor.userId });
    return { count: found.count, results: found.results.map((session) => sessionView(session, deps)) };
  },
});

export const listSessionTexts = defineVerb({
  access: "sessions:read",
  async run(
    deps,
    actor,
    filter: SessionFilter,
    page: PageRequest,
    parts?: SessionParts,
  ): Promise<Page<SessionTextView>> {
    const found = await deps.database.sessions.listTexts({ ...filter, ...page, ownerId: actor.userId }, parts);
    return { count: found.count, results: found.results.map((session) => sessionTextView(session, deps)) };
  },
});
