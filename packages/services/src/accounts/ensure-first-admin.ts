import type { UserRecord } from "@datalab/db";
import type { Actor } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { actorOf } from "./actor-of.ts";
import { hashPassword, oneTimePassword } from "./password.ts";
import { createToken } from "./tokens.ts";

const USERNAME = "admin";

export interface FirstAdmin {
  actor: Actor;
  /** Told only when the account is made; null ever after. */
  signIn: { username: string; password: string; token: string } | null;
}

/** The administrator that every installation has from its first start. */
export async function ensureFirstAdmin(deps: ServiceDeps): Promise<FirstAdmin> {
  const known = await deps.database.users.findByUsername(USERNAME);
  if (known) return { actor: itself(deps, known), signIn: null };
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const user = await deps.database.transaction(async ({ users }) => {
    const admin = { username: USERNAME, firstName: "", lastName: "", email: "", isStaff: true, isSuperuser: true };
    const saved = await users.save(admin);
    await users.setPasswordHash(saved.id, passwordHash);
    return saved;
  });
  const actor = itself(deps, user);
  const { token } = await createToken(deps)(actor, { name: "First token" });
  return { actor, signIn: { username: USERNAME, password, token } };
}

/** Of the process itself, which shows no credential that could end. */
function itself(deps: ServiceDeps, user: UserRecord): Actor {
  return actorOf(deps, user, { renew: async () => itself(deps, user) });
}
