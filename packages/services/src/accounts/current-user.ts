import { defineVerb } from "../define-verb.ts";
import type { AccountView } from "../views.ts";
import { accountView } from "./account-view.ts";
import { invalidToken } from "./invalid-token.ts";

export const currentUser = defineVerb({
  access: "any",
  async run(deps, actor): Promise<AccountView> {
    const user = await deps.database.users.find(actor.userId);
    if (!user) throw invalidToken();
    return accountView(user);
  },
});
