import { defineVerb } from "../define-verb.ts";
import type { Page, PageRequest, SessionFilter, SessionParts, SessionSize } from "../views.ts";

export const listSessionSizes = defineVerb({
  access: "sessions:read",
  async run(
    { database },
    actor,
    filter: SessionFilter,
    page: PageRequest,
    parts?: SessionParts,
  ): Promise<Page<SessionSize>> {
    return database.storedSizes.sessions({ ...filter, ...page, ownerId: actor.userId }, parts);
  },
});
