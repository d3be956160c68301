import type { UserRecord } from "@datalab/db";
import { type Actor, type Scope, scopes } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { actorOf } from "./actor-of.ts";
import { invalidToken } from "./invalid-token.ts";
import { isPersonalToken, personalTokenHash } from "./personal-token.ts";
import { provisionUser } from "./provision-user.ts";

/** Who a token stands for. `Bearer` is for personal tokens only; the portal is asked about a token nobody knows here. */
export async function authenticateToken(deps: ServiceDeps, scheme: "Token" | "Bearer", token: string): Promise<Actor> {
  const renew = () => authenticateToken(deps, scheme, token);
  if (isPersonalToken(token)) return ownerOfPersonalToken(deps, token, renew);
  if (scheme !== "Token") throw invalidToken();
  const fingerprint = deps.secrets.fingerprint(token);
  const user = await deps.database.users.findByArchiveTokenHash(fingerprint);
  if (user) return actorOf(deps, user, { renew });
  if (deps.unknownTokens.has(fingerprint)) throw invalidToken();
  return actorOf(deps, await provisionedOwner(deps, token, fingerprint), { renew });
}

async function ownerOfPersonalToken(deps: ServiceDeps, token: string, renew: Actor["renew"]): Promise<Actor> {
  const known = await deps.database.apiTokens.use(personalTokenHash(token));
  if (!known) throw invalidToken();
  return actorOf(deps, known.user, { renew, scopes: known.scopes.filter(isScope), validUntil: known.expiresAt });
}

async function provisionedOwner(deps: ServiceDeps, token: string, fingerprint: string): Promise<UserRecord> {
  const profile = await deps.portal.profileOfToken(token);
  if (!profile) {
    deps.unknownTokens.add(fingerprint);
    throw invalidToken();
  }
  const tokens = { api_token: token }; // the token in hand is the one that works
  return provisionUser(deps, { ...profile, tokens });
}

function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}
