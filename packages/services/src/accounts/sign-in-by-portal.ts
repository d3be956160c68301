import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";
import { type Device, type SignedInView, signedIn } from "./browser-sign-in.ts";
import { provisionUser } from "./provision-user.ts";

/** After the portal's own sign-in page: whoever the granted access token speaks for. */
export async function signInByPortal(deps: ServiceDeps, accessToken: string, device: Device): Promise<SignedInView> {
  const profile = await deps.portal.profileOfAccessToken(accessToken);
  if (!profile) throw new AppError("unauthenticated", "sign_in.failed", "The observation portal did not confirm you.");
  const user = await provisionUser(deps, profile);
  return signedIn(deps, user, device);
}
