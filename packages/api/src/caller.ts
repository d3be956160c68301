import { AppError } from "@datalab/errors";
import type { Actor, BrowserSignIn, Services } from "@datalab/services";
import type { OpenStreams } from "./large/open-streams.ts";
import { callerAddress } from "./limits/caller-address.ts";
import type { Allowance, RateLimits } from "./limits/rate-limits.ts";
import { requestFacts } from "./observe/request-facts.ts";
import type { CsrfTokens } from "./rest/csrf.ts";

/** Reads the console's own sign-in cookie; undefined when there is none or it is not valid. */
type SignedInBrowser = (request: Request) => Promise<BrowserSignIn | undefined>;

export interface CallerDeps {
  services: Services;
  signedInBrowser: SignedInBrowser;
  limits: RateLimits;
  streams: OpenStreams;
  csrf: CsrfTokens;
}

export interface Caller {
  actor: Actor;
  /** A browser adds a cookie by itself, so such calls need proof that our own page made them. */
  by: "token" | "cookie";
  /** What is left to this caller; undefined when nothing is counted. */
  allowance: Allowance | undefined;
}

const notProvided = () =>
  new AppError("unauthenticated", "auth.missing", "Authentication credentials were not provided.");

/** Who sent this request. Every one is counted: for the user, or for the address when it is nobody's. */
export async function identify(request: Request, deps: CallerDeps): Promise<Caller> {
  const { actor, by } = await credentialsOf(request, deps).catch(async (error) => {
    if (error instanceof AppError && error.kind === "unauthenticated")
      await deps.limits.address(callerAddress(request));
    throw error;
  });
  const facts = requestFacts();
  if (facts) facts.userId = actor.userId;
  return { actor, by, allowance: await deps.limits.user(actor.userId) };
}

/**
 * `Token` for portal and personal tokens, `Bearer` for personal tokens only, else the sign-in cookie.
 * A header that is neither counts as no credentials.
 */
async function credentialsOf(
  request: Request,
  { services, signedInBrowser }: CallerDeps,
): Promise<Pick<Caller, "actor" | "by">> {
  const [scheme, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/\s+/);
  switch (scheme?.toLowerCase()) {
    case "token":
      return { actor: await services.accounts.authenticateToken("Token", onlyKey(rest)), by: "token" };
    case "bearer":
      return { actor: await bearer(services, rest), by: "token" };
  }
  const signIn = await signedInBrowser(request);
  if (!signIn) throw notProvided();
  return { actor: await services.accounts.actorOf(signIn), by: "cookie" };
}

function onlyKey(parts: string[]): string {
  if (parts.length === 1) return parts[0]!;
  const reason = parts.length === 0 ? "No credentials provided." : "Token string should not contain spaces.";
  throw new AppError("unauthenticated", "auth.malformed", `Invalid token header. ${reason}`);
}

async function bearer(services: Services, parts: string[]): Promise<Actor> {
  try {
    return await services.accounts.authenticateToken("Bearer", parts.join(" "));
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.kind === "unauthenticated") throw notProvided();
    throw thrown;
  }
}
