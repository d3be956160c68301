import type { SignInRecord } from "@datalab/db";
import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { notFound } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { SignInView } from "../views.ts";
import type { BrowserSignIn } from "./browser-sign-in.ts";

export const listSignIns = defineVerb({
  access: "admin",
  async run({ database }, actor): Promise<SignInView[]> {
    return (await database.signIns.list(actor.userId)).map((signIn) => signInView(signIn, actor.signInId));
  },
});

/** That browser is refused from its next request on. */
export const endSignIn = defineVerb({
  access: "admin",
  async run(deps, actor, id: string): Promise<void> {
    if (!(await endOne(deps, { userId: actor.userId, id }, "end_sign_in"))) throw notFound();
  },
});

/** Ends every browser sign-in of the caller, the one in use included; tokens stay. */
export const endAllSignIns = defineVerb({
  access: "admin",
  async run({ database }, actor): Promise<void> {
    await database.transaction(async ({ signIns, audit }) => {
      await signIns.endAll(actor.userId, null);
      await recordAct(audit, actor, "end_all_sign_ins", { objectType: "User", objectId: actor.userId });
    });
  },
});

/** For the browser that signs itself out; one that has ended already is fine. */
export async function signOut(deps: ServiceDeps, signIn: BrowserSignIn): Promise<void> {
  await endOne(deps, signIn, "sign_out");
}

function endOne({ database }: ServiceDeps, { userId, id }: BrowserSignIn, action: string): Promise<boolean> {
  return database.transaction(async ({ signIns, audit }) => {
    const ended = await signIns.end(id, userId);
    if (ended) await recordAct(audit, { userId }, action, { objectType: "SignIn", objectId: id });
    return ended;
  });
}

function signInView({ id, createdAt, lastSeenAt, address, userAgent }: SignInRecord, own: string | null): SignInView {
  return { id, created: createdAt, lastSeen: lastSeenAt, address, userAgent, isThis: id === own };
}
