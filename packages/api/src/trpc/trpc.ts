import { AppError } from "@datalab/errors";
import { initTRPC } from "@trpc/server";
import { type CallerDeps, identify } from "../caller.ts";
import { countingStreams } from "../large/open-streams.ts";
import type { RequestWeight } from "../large/request-weight.ts";
import { callerAddress } from "../limits/caller-address.ts";
import type { Allowance } from "../limits/rate-limits.ts";
import { errorDetails, toTrpcError } from "./errors.ts";
import { isOwnPage } from "./own-page.ts";

export interface Context extends CallerDeps {
  request: Request;
  /** Refuses a request that would read too much at once; what is large takes its turn until it is sent. */
  weight: RequestWeight;
  /** Set when the caller is known; the answer's headers tell it. */
  allowance?: Allowance;
}

const trpc = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, ...errorDetails(error) } }),
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});

export const router = trpc.router;

/** Every procedure needs a caller; a cookie may only change things from a page of our own. */
export const procedure = trpc.procedure
  .use(async ({ next }) => {
    const result = await next();
    if (!result.ok) throw toTrpcError(result.error);
    return result;
  })
  .use(async ({ ctx, type, next }) => {
    const caller = await identify(ctx.request, ctx);
    ctx.allowance = caller.allowance;
    if (type === "mutation" && caller.by === "cookie" && !isOwnPage(ctx.request)) {
      throw new AppError("forbidden", "auth.foreign_page", "This request did not come from Datalab's own pages.");
    }
    await ctx.weight.body(caller.actor.userId);
    const services = countingStreams(ctx.services, ctx.streams, callerAddress(ctx.request));
    return next({ ctx: { actor: caller.actor, services } });
  });
