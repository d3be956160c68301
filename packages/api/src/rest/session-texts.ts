import type { Actor, Services, SessionParts, SessionSize } from "@datalab/services";
import { batches } from "../large/batches.ts";
import { partsOf, type ResponseFields } from "./response-fields.ts";
import { sessionText } from "./wire.ts";

/** What is read of a list at once, unless one session alone is more. */
const BATCH_BYTES = 4 * 2 ** 20;

/** The JSON of each session in turn, read a few at a time. */
export async function* sessionTexts(
  services: Services,
  actor: Actor,
  sizes: readonly SessionSize[],
  fields: ResponseFields,
): AsyncGenerator<string> {
  for (const batch of batches(sizes, BATCH_BYTES)) {
    const ids = batch.map(({ id }) => id);
    const page = { limit: ids.length, offset: 0 };
    const { results } = await services.sessions.listTexts(actor, { ids }, page, partsOf(fields));
    yield* results.map((session) => sessionText(session, fields));
  }
}

export function bytesOf(sizes: readonly SessionSize[]): number {
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** 0 for one that is not the caller's: the verb that is asked next refuses it. */
export async function bytesOfSession(
  services: Services,
  actor: Actor,
  id: number,
  parts?: SessionParts,
): Promise<number> {
  const { results } = await services.sessions.sizes(actor, { ids: [id] }, { limit: 1, offset: 0 }, parts);
  return bytesOf(results);
}
