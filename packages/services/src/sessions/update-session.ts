import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import { notFound } from "../not-found.ts";
import type { SessionView } from "../views.ts";
import { mergeItems } from "./merge-items.ts";
import { ownSession } from "./own-session.ts";
import { readSessionInput } from "./session-input.ts";
import { sessionView } from "./session-view.ts";

export const updateSession = defineVerb({
  access: "sessions:write",
  async run(deps, actor, sessionId: number, body: unknown, options: { partial: boolean }): Promise<SessionView> {
    await ownSession(deps, actor, sessionId);
    const { name, inputData: sent } = readSessionInput(body, options);
    if (sent !== undefined && !Array.isArray(sent)) throw new FieldError({ input_data: ["Expected a list of items."] });

    await deps.database.transaction(async ({ sessions }) => {
      const stored = await sessions.lock(sessionId); // two updates at once must both keep their items
      if (!stored) throw notFound();
      const inputData = sent && mergeItems(stored.inputData, sent);
      await sessions.update(sessionId, { name, inputData });
    });
    const session = await deps.database.sessions.findWithOperations(sessionId);
    if (!session) throw notFound();
    return sessionView(session, deps.links);
  },
});
