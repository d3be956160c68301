import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import { objectBody, REQUIRED } from "../input/object-body.ts";
import { notFound } from "../not-found.ts";
import type { JsonValue, SessionView } from "../views.ts";
import { itemIdentity } from "./item-identity.ts";
import { ownSession } from "./own-session.ts";
import { sessionView } from "./session-view.ts";

/** Takes frames out of a session's list, named by source (default archive) and basename; operations keep their inputs. */
export const removeFrames = defineVerb({
  access: "sessions:write",
  async run(deps, actor, sessionId: number, body: unknown): Promise<SessionView> {
    await ownSession(deps, actor, sessionId);
    const unwanted = new Set(namedFrames(objectBody(body).frames));
    await deps.database.transaction(async ({ sessions }) => {
      const stored = await sessions.lock(sessionId); // an update at the same time must keep its items
      if (!stored) throw notFound();
      const items = Array.isArray(stored.inputData) ? stored.inputData : [stored.inputData];
      await sessions.update(sessionId, { inputData: items.filter((item) => !unwanted.has(itemIdentity(item) ?? "")) });
    });
    const session = await deps.database.sessions.findWithOperations(sessionId);
    if (!session) throw notFound();
    return sessionView(session, deps.links);
  },
});

function namedFrames(frames: unknown): string[] {
  if (frames === undefined) throw new FieldError({ frames: [REQUIRED] });
  const identities = Array.isArray(frames) ? (frames as JsonValue[]).map(itemIdentity) : [undefined];
  if (identities.some((identity) => identity === undefined)) {
    throw new FieldError({ frames: ["Expected a list of frames with their basename."] });
  }
  return identities as string[];
}
