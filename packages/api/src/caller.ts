import { AppError } from "@datalab/errors";
import type { Actor, Services } from "@datalab/services";

/** Reads the console's own sign-in cookie; undefined when there is none or it is not valid. */
type SignedInUser = (request: Request) => Promise<number | undefined>;

export interface CallerDeps {
  services: Services;
  signedInUser: SignedInUser;
}

export interface Caller {
  actor: Actor;
  /** A browser adds a cookie by itself, so such calls need proof that our own page made them. */
  by: "token" | "cookie";
}

const notProvided = () =>
  new AppError("unauthenticated", "auth.missing", "Authentication credentials were not provided.");

/**
 * Who sent this request: `Token` for portal and personal tokens, `Bearer` for personal tokens only, else the sign-in cookie.
 * A header that is neither counts as no credentials.
 */
export async function identify(request: Request, { services, signedInUser }: CallerDeps): Promise<Caller> {
  const [scheme, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/\s+/);
  switch (scheme?.toLowerCase()) {
    case "token":
      return { actor: await services.accounts.authenticateToken("Token", onlyKey(rest)), by: "token" };
    case "bearer":
      return { actor: await bearer(services, rest), by: "token" };
  }
  const userId = await signedInUser(request);
  if (userId === undefined) throw notProvided();
  return { actor: await services.accounts.actorOf(userId), by: "cookie" };
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
