import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import type { SessionParts, SessionView } from "../views.ts";
import { changeSession } from "./change-session.ts";
import { mergeItems } from "./merge-items.ts";
import { ownSession } from "./own-session.ts";
import { readSessionInput } from "./session-input.ts";

export const updateSession = defineVerb({
  access: "sessions:write",
  async run(
    deps,
    actor,
    sessionId: number,
    body: unknown,
    options: { partial: boolean },
    parts?: SessionParts,
  ): Promise<SessionView> {
    await ownSession(deps, actor, sessionId);
    const { name, inputData: sent, persist } = readSessionInput(body, options);
    if (sent !== undefined && !Array.isArray(sent)) throw new FieldError({ input_data: ["Expected a list of items."] });

    return changeSession(deps, actor, { sessionId, parts, action: "update" }, (stored) => ({
      name,
      inputData: sent && mergeItems(stored, sent),
      persist,
    }));
  },
});
