import type { SessionRecord } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { isRowId, notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** The caller's session. Someone else's is as absent as one that never was. */
export async function ownSession(deps: ServiceDeps, actor: Actor, sessionId: number): Promise<SessionRecord> {
  const session = isRowId(sessionId) ? await deps.database.sessions.find(sessionId) : null;
  if (session?.ownerId !== actor.userId) throw notFound();
  return session;
}
