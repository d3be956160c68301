import { recordAct } from "../audit/record-act.ts";
import { defineVerb } from "../define-verb.ts";
import { FieldError } from "../field-error.ts";
import { notFound } from "../not-found.ts";
import { hashPassword, passwordMatches } from "./password.ts";

const SHORTEST = 10;
const LONGEST = 200;
/** Where guesses at a password come from when somebody else is signed in as its owner. */
const CHANGING = "change of password";

/** Whoever else is signed in as this user has to sign in again; tokens stay. */
export const changePassword = defineVerb({
  access: "admin",
  async run(deps, actor, { current, next }: { current: string; next: string }): Promise<void> {
    if (next.length < SHORTEST) throw new FieldError({ next: [`Use at least ${SHORTEST} characters.`] });
    if (next.length > LONGEST) throw new FieldError({ next: [`Use at most ${LONGEST} characters.`] });
    const user = await deps.database.users.find(actor.userId);
    if (!user) throw notFound();
    deps.brake.attempt(user.username, CHANGING);
    if (!(await passwordMatches(user.passwordHash, current)))
      throw new FieldError({ current: ["This is not your password."] });
    deps.brake.succeeded(user.username, CHANGING);
    const passwordHash = await hashPassword(next);
    await deps.database.transaction(async ({ users, signIns, audit }) => {
      await users.setPasswordHash(user.id, passwordHash);
      await signIns.endAll(user.id, actor.signInId);
      await recordAct(audit, actor, "change_password", { objectType: "User", objectId: user.id });
    });
  },
});
