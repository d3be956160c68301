import { randomUUID } from "node:crypto";
import type { UserRecord } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { isRowId } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { AccountView } from "../views.ts";
import { accountView } from "./account-view.ts";
import { actorOf } from "./actor-of.ts";
import { invalidToken } from "./invalid-token.ts";

/** What a browser's cookie keeps of having signed in. */
export interface BrowserSignIn {
  userId: number;
  /** Tells one sign-in of a user from another. */
  id: string;
  /** The user's number at that time, which a new password raises. */
  epoch: number;
}

export interface SignedInView extends AccountView {
  signIn: BrowserSignIn;
}

/** The end of every way to sign in. */
export async function signedIn(deps: ServiceDeps, user: UserRecord): Promise<SignedInView> {
  await deps.database.audit.record({
    actorId: user.id,
    action: "sign_in",
    objectType: "User",
    objectId: String(user.id),
  });
  return { ...accountView(user), signIn: { userId: user.id, id: randomUUID(), epoch: user.signInEpoch } };
}

/** Who signed in; `unauthenticated` when the user is gone or has changed the password elsewhere since. */
export async function actorOfSignIn(deps: ServiceDeps, signIn: BrowserSignIn): Promise<Actor> {
  const { userId, id, epoch } = signIn;
  const user = isRowId(userId) ? await deps.database.users.find(userId) : null;
  if (!user || (epoch !== user.signInEpoch && id !== user.keptSignIn)) throw invalidToken();
  return actorOf(deps, user, { signInId: id, renew: () => actorOfSignIn(deps, signIn) });
}
