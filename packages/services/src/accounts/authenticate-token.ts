import { AppError } from "@datalab/errors";
import { type Actor, type Scope, scopes } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { actorOf } from "./actor-of.ts";
import { isPersonalToken, personalTokenHash } from "./personal-token.ts";
import { provisionUser } from "./provision-user.ts";

/** Who a token stands for. `Bearer` is for personal tokens only; the portal is asked about a token nobody knows here. */
export async function authenticateToken(deps: ServiceDeps, scheme: "Token" | "Bearer", token: string): Promise<Actor> {
  if (isPersonalToken(token)) return ownerOfPersonalToken(deps, token);
  if (scheme !== "Token") throw invalidToken();
  const fingerprint = deps.secrets.fingerprint(token);
  const user = await deps.database.users.findByArchiveTokenHash(fingerprint);
  if (user) return actorOf(deps, user);
  if (deps.unknownTokens.has(fingerprint)) throw invalidToken();
  return provisionedOwner(deps, token, fingerprint);
}

export function invalidToken(): AppError {
  return new AppError("unauthenticated", "accounts.invalid_token", "Invalid token.");
}

async function ownerOfPersonalToken(deps: ServiceDeps, token: string): Promise<Actor> {
  const known = await deps.database.apiTokens.use(personalTokenHash(token));
  const user = known && (await deps.database.users.find(known.userId));
  if (!user) throw invalidToken();
  return actorOf(deps, user, { scopes: known.scopes.filter(isScope), validUntil: known.expiresAt });
}

async function provisionedOwner(deps: ServiceDeps, token: string, fingerprint: string): Promise<Actor> {
  const profile = await deps.portal.profileOfToken(token);
  if (!profile) {
    deps.unknownTokens.add(fingerprint);
    throw invalidToken();
  }
  const tokens = { api_token: token }; // the token in hand is the one that works
  return actorOf(deps, await provisionUser(deps, { ...profile, tokens }));
}

function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}
