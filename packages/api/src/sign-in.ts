import { AppError } from "@datalab/errors";
import type { AccountVerbs, AccountView } from "@datalab/services";

/** `reason` is left out when name or password are wrong; a person may read it. */
export type SignInOutcome = { account: AccountView } | { account: null; reason?: string };

export async function trySignIn(
  accounts: Pick<AccountVerbs, "signIn">,
  credentials: Parameters<AccountVerbs["signIn"]>[0],
): Promise<SignInOutcome> {
  try {
    return { account: await accounts.signIn(credentials) };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) return { account: null, reason: "Sign-in does not work right now." };
    return thrown.kind === "unauthenticated" ? { account: null } : { account: null, reason: thrown.publicMessage };
  }
}
