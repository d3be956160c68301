import { AppError } from "@datalab/errors";
import { initTRPC } from "@trpc/server";
import { type CallerDeps, identify } from "../caller.ts";
import type { Allowance } from "../limits/rate-limits.ts";
import { errorDetails, toTrpcError } from "./errors.ts";
import { isOwnPage } from "./own-page.ts";

export interface Context extends CallerDeps {
  request: Request;
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
    return next({ ctx: { actor: caller.actor, services: ctx.services } });
  });
