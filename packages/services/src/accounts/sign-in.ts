import type { UserRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";
import { type SignedInView, signedIn } from "./browser-sign-in.ts";
import { passwordMatches } from "./password.ts";
import { provisionUser } from "./provision-user.ts";

export interface Credentials {
  username: string;
  password: string;
  address: string;
}

/** By a password of our own, else by the portal's. Wrong names and wrong passwords look the same. */
export async function signIn(deps: ServiceDeps, { username, password, address }: Credentials): Promise<SignedInView> {
  deps.brake.attempt(username, address);
  const user = await userOf(deps, username, password).catch((error) => {
    deps.brake.withdraw(username, address);
    throw error;
  });
  if (!user) throw new AppError("unauthenticated", "sign_in.failed", "Username and password do not match.");
  deps.brake.succeeded(username, address);
  return signedIn(deps, user);
}

async function userOf(deps: ServiceDeps, username: string, password: string): Promise<UserRecord | null> {
  const user = await deps.database.users.findByUsername(username);
  if (await passwordMatches(user?.passwordHash ?? null, password)) return user;
  if (user?.passwordHash) return null;
  const profile = await deps.portal.profileOfPassword(username, password);
  return profile && provisionUser(deps, profile);
}
