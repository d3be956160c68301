import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { withinQuota } from "../quotas/within-quota.ts";
import type { SessionView } from "../views.ts";
import { readSessionInput } from "./session-input.ts";
import { sessionView } from "./session-view.ts";

export const createSession = defineVerb({
  access: "sessions:write",
  async run(deps, actor, body: unknown): Promise<SessionView> {
    const { name = "", inputData = [], persist = false } = readSessionInput(body, { partial: false });
    const session = await withinQuota(deps, actor.userId, async ({ sessions, audit }) => {
      const made = await sessions.create({ ownerId: actor.userId, name, inputData, persist });
      await recordAct(audit, actor, "create", { objectType: "DataSession", objectId: made.id, after: { name } });
      return { result: made, growth: { counts: "sessions", sessionId: made.id } };
    });
    return sessionView({ ...session, operations: [] }, deps);
  },
});
