import { AppError, LimitError } from "@datalab/errors";
import type { AccountVerbs, Device, SignedInView } from "@datalab/services";
import type { RateLimits } from "./limits/rate-limits.ts";

/** `code` is left out when name or password are wrong; the sign-in page has a text for it. `retryAfter` is in seconds. */
export type SignInOutcome = { account: SignedInView } | { account: null; code?: string; retryAfter?: number };

/** Every try counts for its address, whatever name it is for. */
export async function trySignIn(
  accounts: Pick<AccountVerbs, "signIn">,
  limits: Pick<RateLimits, "address">,
  credentials: Parameters<AccountVerbs["signIn"]>[0],
): Promise<SignInOutcome> {
  try {
    await limits.address(credentials.address);
    return { account: await accounts.signIn(credentials) };
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.kind === "unauthenticated") return { account: null };
    return refused(thrown);
  }
}

/** After the portal's own page; a person who is not let in always learns why. */
export async function tryPortalSignIn(
  accounts: Pick<AccountVerbs, "signInByPortal">,
  accessToken: string,
  device: Device,
): Promise<SignInOutcome> {
  try {
    return { account: await accounts.signInByPortal(accessToken, device) };
  } catch (thrown) {
    return refused(thrown);
  }
}

function refused(thrown: unknown): SignInOutcome {
  if (!(thrown instanceof AppError)) return { account: null, code: "internal.unexpected" };
  const retryAfter = thrown instanceof LimitError ? thrown.retryAfter : undefined;
  return { account: null, code: thrown.code, retryAfter };
}
