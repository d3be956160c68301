import { type AppError, toAppError } from "@datalab/errors";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { CallerDeps } from "../caller.ts";
import type { LargeAnswers } from "../large/large-answers.ts";
import { requestWeight } from "../large/request-weight.ts";
import { allowanceHeaders, refusalHeaders } from "../limits/rate-headers.ts";
import { allowOrigin, type CorsOrigins, isPreflight, preflightResponse } from "../rest/cors.ts";
import { withStandardHeaders } from "../standard-headers.ts";
import { withinLimit } from "../within-limit.ts";
import { appRouter } from "./router.ts";
import type { Context } from "./trpc.ts";

export interface TrpcDeps extends CallerDeps {
  large: LargeAnswers;
  corsOrigins: CorsOrigins;
  /** Told of errors that are our own fault. */
  report(error: AppError): void;
}

/** Where the typed client calls. */
const TRPC_ENDPOINT = "/api/trpc";
const BODY_LIMIT = 20 * 2 ** 20;

export async function handleTrpc(sent: Request, { report, corsOrigins, large, ...deps }: TrpcDeps): Promise<Response> {
  if (isPreflight(sent)) return allowOrigin(preflightResponse(), sent, corsOrigins);
  const weight = requestWeight(large.turns, sent);
  const response = await withinLimit(sent, BODY_LIMIT, (request) =>
    fetchRequestHandler({
      endpoint: TRPC_ENDPOINT,
      req: request,
      router: appRouter,
      createContext: (): Context => ({ ...deps, request, weight }),
      responseMeta: ({ ctx, errors }) => ({
        headers: new Headers({
          ...allowanceHeaders(ctx?.allowance),
          ...Object.assign({}, ...errors.map((error) => refusalHeaders(error.cause))),
        }),
      }),
      onError: ({ error }) => {
        if (error.code === "INTERNAL_SERVER_ERROR") report(toAppError(error.cause));
      },
    }),
  );
  return allowOrigin(withStandardHeaders(weight.untilSent(response)), sent, corsOrigins);
}
