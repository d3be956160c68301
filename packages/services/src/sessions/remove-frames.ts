import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import { objectBody, REQUIRED } from "../input/object-body.ts";
import type { JsonValue, SessionParts, SessionView } from "../views.ts";
import { changeSession } from "./change-session.ts";
import { itemIdentity } from "./item-identity.ts";
import { ownSession } from "./own-session.ts";

/** Takes frames out of a session's list, named by source (default archive) and basename; operations keep their inputs. */
export const removeFrames = defineVerb({
  access: "sessions:write",
  async run(deps, actor, sessionId: number, body: unknown, parts?: SessionParts): Promise<SessionView> {
    await ownSession(deps, actor, sessionId);
    const unwanted = new Set(namedFrames(objectBody(body).frames));
    return changeSession(deps, actor, { sessionId, parts, action: "remove_frames" }, (stored) => {
      const items = Array.isArray(stored) ? stored : [stored];
      return { inputData: items.filter((item) => !unwanted.has(itemIdentity(item) ?? "")) };
    });
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
