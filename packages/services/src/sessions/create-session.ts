import { defineVerb } from "../define-verb.ts";
import type { SessionView } from "../views.ts";
import { readSessionInput } from "./session-input.ts";
import { sessionView } from "./session-view.ts";

export const createSession = defineVerb({
  access: "sessions:write",
  async run(deps, actor, body: unknown): Promise<SessionView> {
    const { name = "", inputData = [], persist = false } = readSessionInput(body, { partial: false });
    const session = await deps.database.sessions.create({ ownerId: actor.userId, name, inputData, persist });
    return sessionView({ ...session, operations: [] }, deps);
  },
});
