import type { Answer } from "../rest/answer.ts";
import { type LargeAnswers, LIGHT_BYTES, spooledIfLarge } from "./large-answers.ts";

type Weighing = (bytes: number, work: () => Promise<Answer>) => Promise<Answer>;

/** For one request: whatever of it is large, it takes one turn and no second one while it has the first. */
export function oneTurn(large: LargeAnswers, userId: number | undefined, signal: AbortSignal): Weighing {
  let hasTurn = false;
  return async (bytes, work) => {
    if (bytes <= LIGHT_BYTES || hasTurn || userId === undefined) return spooledIfLarge(await work(), large);
    const end = await large.turns.take(userId, signal);
    hasTurn = true;
    try {
      return await spooledIfLarge(await work(), large);
    } finally {
      hasTurn = false;
      end();
    }
  };
}

/** How much a request says it will send; one that does not say may send anything. */
export function announcedBytes({ method, headers, body }: Request): number {
  if (method === "GET" || method === "HEAD" || !body) return 0;
  return Number(headers.get("content-length") ?? Number.POSITIVE_INFINITY);
}
