import type { Actor } from "../actor.ts";
import { defineVerb } from "../define-verb.ts";
import { isRowId } from "../not-found.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { AccountView } from "../views.ts";
import { accountView } from "./account-view.ts";
import { actorOf } from "./actor-of.ts";
import { invalidToken } from "./authenticate-token.ts";

/** The actor of a browser session that was signed in before. */
export async function actorOfUser(deps: ServiceDeps, userId: number): Promise<Actor> {
  const user = isRowId(userId) ? await deps.database.users.find(userId) : null;
  if (!user) throw invalidToken();
  return actorOf(deps, user);
}

export const currentUser = defineVerb({
  access: "any",
  async run(deps, actor): Promise<AccountView> {
    const user = await deps.database.users.find(actor.userId);
    if (!user) throw invalidToken();
    return accountView(user);
  },
});
