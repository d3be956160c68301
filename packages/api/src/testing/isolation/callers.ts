import { type Scope, scopes } from "@datalab/services";
import { serverKey, signInId, type World } from "../world.ts";

/** The columns of the matrix. `forged` is the owner's cookie on a request that a page of somebody else's made. */
export const columns = [
  "anonymous",
  "invalid",
  "expired",
  "revoked",
  "wrongScope",
  "forged",
  "other",
  "staff",
  "superuser",
  "server",
  "cookie",
  "portalToken",
  "owner",
] as const;
export type Column = (typeof columns)[number];

/** Columns whose requests are the owner's own and good. */
export const owners: readonly Column[] = ["cookie", "portalToken", "owner"];

type Headers = Record<string, string>;

/** What a caller of each column sends, for a route that wants this scope. */
export async function callers(world: World): Promise<(column: Column, scope: Scope | "any") => Headers> {
  const { accounts } = world.services;
  const { owner, other, staff, superuser } = world.actors;
  const token = async (actor: typeof owner, allowed: readonly Scope[] = scopes) =>
    accounts.createToken(actor, { name: "a token of the matrix", scopes: [...allowed] });
  const bearer = ({ token: text }: { token: string }) => ({ authorization: `Bearer ${text}` });

  const [expired, revoked] = [await token(owner), await token(owner)];
  await world.execute(`UPDATE "ApiToken" SET "expiresAt" = now() - interval '1 s' WHERE "id" = ${expired.id}`);
  await accounts.revokeToken(owner, revoked.id);
  const lacking = new Map<string, Headers>([["any", bearer(await token(owner, ["sessions:read"]))]]);
  for (const scope of scopes) {
    const others = scopes.filter((one) => one !== scope);
    lacking.set(scope, bearer(await token(owner, others)));
  }
  const proof = world.deps.csrf.of(signInId(owner.userId));
  const cookie = `user=${owner.userId}; csrftoken=${proof}`;
  const fixed: Record<Exclude<Column, "wrongScope">, Headers> = {
    anonymous: {},
    invalid: { authorization: "Token of-nobody" },
    expired: { authorization: `Token ${expired.token}` },
    revoked: bearer(revoked),
    forged: { cookie, "sec-fetch-site": "cross-site" },
    other: bearer(await token(other)),
    staff: bearer(await token(staff)),
    superuser: bearer(await token(superuser)),
    server: { authorization: `Server ${serverKey}` },
    cookie: { cookie, "x-csrftoken": proof, "sec-fetch-site": "same-origin" },
    portalToken: { authorization: `Token ${world.portalTokens.owner}` },
    owner: { authorization: `Token ${(await token(owner)).token}` },
  };
  return (column, scope) => (column === "wrongScope" ? lacking.get(scope)! : fixed[column]);
}
