import { availableOperations, type ClientRelease } from "@datalab/operations";
import { defineVerb } from "../define-verb.ts";

/** The same object at each asking: it is most of what a client reads when it opens, and never changes. */
const catalogues = new Map<ClientRelease | undefined, Record<string, unknown>>();

export const listAvailableOperations = defineVerb({
  access: "sessions:read",
  async run({ clientRelease }): Promise<Record<string, unknown>> {
    const catalogue = catalogues.get(clientRelease) ?? availableOperations(clientRelease);
    catalogues.set(clientRelease, catalogue);
    return catalogue;
  },
});
