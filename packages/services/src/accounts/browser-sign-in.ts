import { randomUUID } from "node:crypto";
import type { UserRecord } from "@datalab/db";
import type { Actor } from "../actor.ts";
import { recordAct } from "../audit/record-act.ts";
import { isRowId } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { AccountView } from "../views.ts";
import { accountView } from "./account-view.ts";
import { actorOf } from "./actor-of.ts";
import { invalidToken } from "./invalid-token.ts";

/** What a browser's cookie keeps of having signed in. */
export interface BrowserSignIn {
  userId: number;
  /** The row that says whether it still holds. */
  id: string;
}

/** Where somebody signs in from; shown to them in the list of their sign-ins. */
export interface Device {
  address: string;
  userAgent?: string;
}

export interface SignedInView extends AccountView {
  signIn: BrowserSignIn;
}

const SHOWN = 200;

/** The end of every way to sign in. */
export async function signedIn(deps: ServiceDeps, user: UserRecord, device: Device): Promise<SignedInView> {
  const id = randomUUID();
  const address = device.address.slice(0, SHOWN);
  const userAgent = printable(device.userAgent ?? "").slice(0, SHOWN);
  await deps.database.transaction(async ({ signIns, audit }) => {
    await signIns.create({ id, userId: user.id, address, userAgent });
    await recordAct(audit, { userId: user.id }, "sign_in", {
      objectType: "User",
      objectId: user.id,
      after: { address },
    });
  });
  return { ...accountView(user), signIn: { userId: user.id, id } };
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, "");

/** Who signed in; `unauthenticated` when the user is gone or the sign-in has ended. */
export async function actorOfSignIn(deps: ServiceDeps, signIn: BrowserSignIn): Promise<Actor> {
  const { userId, id } = signIn;
  const user = isRowId(userId) ? await deps.database.signIns.use(id, userId) : null;
  if (!user) throw invalidToken();
  return actorOf(deps, user, { signInId: id, renew: () => actorOfSignIn(deps, signIn) });
}
