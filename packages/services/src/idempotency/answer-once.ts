import { AppError } from "@datalab/errors";
import { z } from "zod";
import type { Actor } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { JsonValue } from "../views.ts";

/** How long an answer is kept for a request that is sent again. */
export const ANSWER_SECONDS = 24 * 3600;
/** A request that has not been answered for so long died with its process. */
const ABANDONED_AFTER_SECONDS = 120;

const validKey = z.string().regex(/^[\x21-\x7e]{1,255}$/);

export interface Repeatable {
  /** Chosen by the caller, a new one for each thing to be done. */
  key: string;
  /** Digest of what is asked. */
  fingerprint: string;
}

/**
 * Does `work` once for a key: the same request again gets the first answer (draft-ietf-httpapi-idempotency-key-header).
 * Work that fails may be tried again with the same key.
 * @throws AppError invalid for a malformed key or one that was used for another request, conflict while the first is at work
 */
export async function answerOnce(
  deps: ServiceDeps,
  { userId }: Actor,
  { key, fingerprint }: Repeatable,
  work: () => Promise<JsonValue>,
): Promise<JsonValue> {
  if (!validKey.safeParse(key).success) {
    throw new AppError("invalid", "idempotency.bad_key", "An Idempotency-Key is 1 to 255 visible ASCII characters.");
  }
  const requests = deps.database.idempotentRequests;
  const earlier = await requests.claim(userId, key, fingerprint, ABANDONED_AFTER_SECONDS);
  if (!earlier) {
    try {
      const answer = await work();
      await requests.settle(userId, key, answer);
      return answer;
    } catch (error) {
      await requests.release(userId, key);
      throw error;
    }
  }
  if (earlier.fingerprint !== fingerprint) {
    throw new AppError("invalid", "idempotency.key_reused", "This Idempotency-Key was used for another request.");
  }
  if (earlier.answer === null) {
    throw new AppError("conflict", "idempotency.in_progress", "A request with this Idempotency-Key is still at work.");
  }
  return earlier.answer;
}
