import type { Actor } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { actorOf } from "./actor-of.ts";
import { hashPassword, oneTimePassword } from "./password.ts";
import { createToken } from "./tokens.ts";

const USERNAME = "admin";

export interface FirstAdmin {
  actor: Actor;
  username: string;
  password: string;
  token: string;
}

/** The first administrator of a new installation, with a password and a token that are told only now; null when there is one. */
export async function ensureFirstAdmin(deps: ServiceDeps): Promise<FirstAdmin | null> {
  if (await deps.database.users.findByUsername(USERNAME)) return null;
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const user = await deps.database.transaction(async ({ users }) => {
    const admin = { username: USERNAME, firstName: "", lastName: "", email: "", isStaff: true, isSuperuser: true };
    const saved = await users.save(admin);
    await users.setPasswordHash(saved.id, passwordHash);
    return saved;
  });
  const actor = actorOf(deps, user);
  const { token } = await createToken(deps)(actor, { name: "First token" });
  return { actor, username: USERNAME, password, token };
}
