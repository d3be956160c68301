import { AppError } from "@datalab/errors";
import { FieldError } from "../field-error.ts";
import { objectBody, REQUIRED } from "../input/object-body.ts";
import type { ServiceDeps } from "../service-deps.ts";
import { readPortalProfile } from "./portal.ts";
import { provisionUser } from "./provision-user.ts";

/** The portal tells about a user, so that their token is known here before they come. */
export async function pushUser(deps: ServiceDeps, body: unknown): Promise<void> {
  const sent = objectBody(body);
  if (sent.username === undefined || sent.username === "") throw new FieldError({ username: [REQUIRED] });
  const profile = readPortalProfile(sent);
  if (!profile) throw new AppError("invalid", "accounts.bad_profile", "The user's data have an unexpected form.");
  await provisionUser(deps, profile);
}
