import { createHash } from "node:crypto";
import type { Actor } from "@datalab/services";
import type { Answer } from "./answer.ts";
import type { Exchange } from "./route.ts";

type Verb = (exchange: Exchange, actor: Actor) => Promise<Answer>;

/** A POST that makes something: with an Idempotency-Key it makes it once, however often it is sent. */
export function repeatable(verb: Verb): Verb {
  return async (exchange, actor) => {
    const { idempotencyKey: key, services, url } = exchange;
    if (key === null) return verb(exchange, actor);
    const body = await exchange.body();
    // What one token was answered is not for another one that may do less.
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([url.pathname + url.search, body, actor.scopes]))
      .digest("hex");
    const work = async () => {
      const { status, body: answer } = await verb({ ...exchange, body: async () => body }, actor);
      return JSON.parse(JSON.stringify({ status, body: answer }));
    };
    return (await services.idempotency.answerOnce(actor, { key, fingerprint }, work)) as unknown as Answer;
  };
}
