import type { SessionChange, SessionParts, SessionRecord } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { recordAct } from "../audit/record-act.ts";
import { notFound } from "../not-found.ts";
import { withinQuota } from "../quotas/within-quota.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { JsonValue, SessionView } from "../views.ts";
import { sessionView } from "./session-view.ts";

/** Changes a session to what `change` makes of its list; two changes at once both take effect. */
export async function changeSession(
  deps: ServiceDeps,
  actor: Actor,
  {
    sessionId,
    parts,
    action,
  }: { sessionId: number; parts: SessionParts | undefined; action: "update" | "remove_frames" },
  change: (stored: JsonValue) => SessionChange,
): Promise<SessionView> {
  await withinQuota(deps, actor.userId, async ({ sessions, audit }) => {
    const stored = await sessions.lock(sessionId);
    if (stored?.ownerId !== actor.userId) throw notFound();
    const changed = change(stored.inputData);
    await sessions.update(sessionId, changed);
    await recordAct(audit, actor, action, {
      objectType: "DataSession",
      objectId: sessionId,
      before: noted(stored),
      after: noted(stored, changed),
    });
    const grows = lengthOf(changed.inputData) > lengthOf(stored.inputData);
    return { result: undefined, growth: grows ? { sessionId } : {} };
  });
  const session = await deps.database.sessions.findWithOperations(sessionId, parts);
  if (!session) throw notFound();
  return sessionView(session, deps);
}

const noted = (stored: SessionRecord, { name, inputData, persist }: SessionChange = {}) => ({
  name: name ?? stored.name,
  items: lengthOf(inputData ?? stored.inputData),
  persist: persist ?? stored.persist,
});

const lengthOf = (inputData: JsonValue | undefined) => (Array.isArray(inputData) ? inputData.length : 0);
