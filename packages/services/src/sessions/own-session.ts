import type { Actor } from "../actor.ts";
import { isRowId, notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";

/** Lets the owner of a session pass. Someone else's is as absent as one that never was. */
export async function ownSession(deps: ServiceDeps, actor: Actor, sessionId: number): Promise<void> {
  const ownerId = isRowId(sessionId) ? await deps.database.sessions.ownerOf(sessionId) : null;
  if (ownerId !== actor.userId) throw notFound();
}
