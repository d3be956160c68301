import { AppError } from "@datalab/errors";
import type { Actor } from "@datalab/services";
import { type CallerDeps, identify } from "../caller.ts";
import { callerAddress } from "../limits/caller-address.ts";
import { allowanceHeaders } from "../limits/rate-headers.ts";
import type { Answer } from "./answer.ts";
import { checkCsrf, newCsrfCookie } from "./csrf.ts";
import type { Exchange, Method, Route } from "./route.ts";

/** A route with its caller already let in. */
export interface Allowed {
  actor?: Actor;
  /** Undefined: the route has no such method. */
  verb(method: Method): ((exchange: Exchange) => Promise<Answer>) | undefined;
  /** Go on every answer to this caller. */
  headers: Record<string, string>;
}

export async function authorise(route: Route, request: Request, deps: CallerDeps): Promise<Allowed> {
  if (route.access === "public") {
    const allowance = await deps.limits.address(callerAddress(request));
    return { verb: (method) => route.verbs[method], headers: allowanceHeaders(allowance) };
  }
  if (route.access === "server") {
    await checkServerKey(request, deps);
    return { verb: (method) => route.verbs[method], headers: {} };
  }
  const { actor, by, allowance } = await identify(request, deps);
  const csrfToken = by === "cookie" ? deps.csrf.of(actor.signInId ?? "") : undefined;
  if (csrfToken) checkCsrf(request, csrfToken);
  return {
    actor,
    verb: (method) => {
      const verb = route.verbs[method];
      return verb && ((exchange) => verb(exchange, actor));
    },
    headers: {
      ...allowanceHeaders(allowance),
      ...cookieHeader(csrfToken && newCsrfCookie(request, csrfToken, deps.csrf)),
    },
  };
}

const cookieHeader = (cookie: string | undefined): Record<string, string> => (cookie ? { "Set-Cookie": cookie } : {});

async function checkServerKey(request: Request, { services, limits }: CallerDeps): Promise<void> {
  try {
    const [scheme, ...key] = (request.headers.get("authorization") ?? "").trim().split(" ");
    if (scheme !== "Server") {
      throw new AppError("unauthenticated", "auth.missing", "Authentication credentials were not provided.");
    }
    services.accounts.authenticateServerKey(key.join(" "));
  } catch (error) {
    await limits.address(callerAddress(request));
    throw error;
  }
}
