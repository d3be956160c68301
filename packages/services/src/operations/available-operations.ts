import { availableOperations } from "@datalab/operations";
import { defineVerb } from "../define-verb.ts";

export const listAvailableOperations = defineVerb({
  access: "sessions:read",
  async run({ clientRelease }): Promise<Record<string, unknown>> {
    return availableOperations(clientRelease);
  },
});
