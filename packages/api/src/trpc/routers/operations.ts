import { tracked } from "@trpc/server";
import { z } from "zod";
import { bytesOfSession } from "../../rest/session-texts.ts";
import { toTrpcError } from "../errors.ts";
import { id, page } from "../inputs.ts";
import { procedure, router } from "../trpc.ts";

const session = z.object({ sessionId: id });
const one = session.extend({ id });

export const operationsRouter = router({
  list: procedure.input(session.extend(page.shape)).query(async ({ ctx, input: { sessionId, ...page } }) => {
    await ctx.weight.reading(ctx.actor.userId, await bytesOfSession(ctx.services, ctx.actor, sessionId));
    return ctx.services.operations.list(ctx.actor, sessionId, page);
  }),
  get: procedure
    .input(one)
    .query(({ ctx, input }) => ctx.services.operations.get(ctx.actor, input.sessionId, input.id)),
  submit: procedure
    .input(session.extend({ name: z.string(), inputData: z.record(z.string(), z.unknown()) }))
    .mutation(({ ctx, input: { sessionId, name, inputData } }) =>
      ctx.services.operations.submit(ctx.actor, sessionId, { name, input_data: inputData }),
    ),
  cancel: procedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.operations.cancel(ctx.actor, input.sessionId, input.id)),
  retry: procedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.operations.retry(ctx.actor, input.sessionId, input.id)),
  rotateLinks: procedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.operations.rotateLinks(ctx.actor, input.sessionId, input.id)),
  delete: procedure
    .input(one)
    .mutation(({ ctx, input }) => ctx.services.operations.delete(ctx.actor, input.sessionId, input.id)),
  /** Those of the ids that are in the session; others are ignored. */
  bulkDelete: procedure
    .input(session.extend({ ids: z.array(id).max(10_000) }))
    .mutation(({ ctx, input: { sessionId, ids } }) =>
      ctx.services.operations.bulkDelete(ctx.actor, sessionId, { ids }),
    ),
  /**
   * The present state of the session's operations, then each change. A client that lost the stream gets the whole
   * present state again, so nothing has to be kept for it; the ids only number the events.
   */
  watch: procedure
    .input(session.extend({ operationId: id.optional(), lastEventId: z.string().optional() }))
    .subscription(async function* ({ ctx, input: { sessionId, operationId }, signal }) {
      let number = 0;
      try {
        for await (const event of ctx.services.operations.watch(ctx.actor, { sessionId, operationId }, signal!)) {
          if (event.kind !== "heartbeat") yield tracked(String(++number), event);
        }
      } catch (thrown) {
        throw toTrpcError(thrown);
      }
    }),
});
