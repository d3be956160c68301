import type { UserRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import { recordAct } from "../audit/record-act.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { type Device, type SignedInView, signedIn } from "./browser-sign-in.ts";
import { passwordMatches } from "./password.ts";
import { provisionUser } from "./provision-user.ts";

export interface Credentials extends Device {
  username: string;
  password: string;
}

/** By a password of our own, else by the portal's. Wrong names and wrong passwords look the same. */
export async function signIn(deps: ServiceDeps, credentials: Credentials): Promise<SignedInView> {
  const { username, password, address } = credentials;
  deps.brake.attempt(username, address);
  const user = await userOf(deps, username, password).catch((error) => {
    deps.brake.withdraw(username, address);
    throw error;
  });
  if (!user) {
    await recordFailure(deps, credentials);
    throw new AppError("unauthenticated", "sign_in.failed", "Username and password do not match.");
  }
  deps.brake.succeeded(username, address);
  return signedIn(deps, user, credentials);
}

const SHOWN = 40;

/** The name is cut: people type passwords into the wrong field. How often this happens is bounded by the brake. */
async function recordFailure({ database }: ServiceDeps, { username, address }: Credentials): Promise<void> {
  await recordAct(database.audit, null, "sign_in_failed", {
    objectType: "User",
    objectId: username.slice(0, SHOWN),
    after: { address: address.slice(0, SHOWN) },
  });
}

async function userOf(deps: ServiceDeps, username: string, password: string): Promise<UserRecord | null> {
  const user = await deps.database.users.findByUsername(username);
  if (await passwordMatches(user?.passwordHash ?? null, password)) return user;
  if (user?.passwordHash) return null;
  const profile = await deps.portal.profileOfPassword(username, password);
  return profile && provisionUser(deps, profile);
}
