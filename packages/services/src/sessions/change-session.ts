import type { SessionChange, SessionParts } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { JsonValue, SessionView } from "../views.ts";
import { sessionView } from "./session-view.ts";

/** Changes a session to what `change` makes of its list; two changes at once both take effect. */
export async function changeSession(
  deps: ServiceDeps,
  actor: Actor,
  { sessionId, parts }: { sessionId: number; parts: SessionParts | undefined },
  change: (stored: JsonValue) => SessionChange,
): Promise<SessionView> {
  await deps.database.transaction(async ({ sessions }) => {
    const stored = await sessions.lock(sessionId);
    if (stored?.ownerId !== actor.userId) throw notFound();
    await sessions.update(sessionId, change(stored.inputData));
  });
  const session = await deps.database.sessions.findWithOperations(sessionId, parts);
  if (!session) throw notFound();
  return sessionView(session, deps);
}
