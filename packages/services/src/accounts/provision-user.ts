import type { Repositories, UserRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import { recordAct } from "../audit/record-act.ts";
import type { ServiceDeps } from "../service-deps.ts";
import type { PortalProfile } from "./portal.ts";

/**
 * Makes or updates the user a portal describes. A new api_token replaces the old one, and what the archive said about the
 * old one is forgotten. An account with a password of our own is never the portal's: its name there is someone else.
 */
export async function provisionUser(deps: ServiceDeps, profile: PortalProfile): Promise<UserRecord> {
  return deps.database.transaction(async ({ users, frameAccess, audit }) => {
    const known = await users.findByUsername(profile.username);
    if (known?.passwordHash) {
      throw new AppError("conflict", "accounts.local_account", `${profile.username} is a local account here.`);
    }
    const user = await users.save({
      username: profile.username,
      firstName: profile.first_name ?? known?.firstName ?? "",
      lastName: profile.last_name ?? known?.lastName ?? "",
      email: profile.email ?? known?.email ?? "",
      isStaff: profile.is_staff ?? known?.isStaff ?? false,
      isSuperuser: profile.is_superuser ?? known?.isSuperuser ?? false,
    });
    const token = profile.tokens?.api_token;
    const hash = token ? deps.secrets.fingerprint(token) : (known?.profile?.archiveTokenHash ?? null);
    const former = hash ? await users.findByArchiveTokenHash(hash) : null;
    if (former && former.id !== user.id) await moveToken(deps, audit, former, user);
    if (hash !== (known?.profile?.archiveTokenHash ?? null)) await frameAccess.forget(user.id);
    await users.saveProfile(user.id, {
      staffView: profile.profile?.staff_view ?? known?.profile?.staffView ?? false,
      archiveTokenCipher: token ? deps.secrets.seal(token) : (known?.profile?.archiveTokenCipher ?? null),
      archiveTokenHash: hash,
    });
    await recordAct(audit, null, "portal_profile", {
      objectType: "User",
      objectId: user.id,
      before: known && rightsOf(known),
      after: { ...rightsOf(user), newToken: hash !== (known?.profile?.archiveTokenHash ?? null) },
    });
    return (await users.find(user.id)) ?? user;
  });
}

const rightsOf = ({ username, isStaff, isSuperuser }: UserRecord) => ({ username, isStaff, isSuperuser });

/**
 * The last owner of a token is its only owner, as in the older service. But whoever holds the token of an account must not
 * become staff by it.
 */
async function moveToken(
  { logger }: ServiceDeps,
  audit: Repositories["audit"],
  former: UserRecord,
  next: UserRecord,
): Promise<void> {
  const gainsRights = (next.isStaff && !former.isStaff) || (next.isSuperuser && !former.isSuperuser);
  if (gainsRights) {
    const text = "This api_token belongs to an account with fewer rights, and cannot move to one with more.";
    throw new AppError("conflict", "accounts.token_of_another", text);
  }
  logger.warn(
    { from: former.username, to: next.username },
    "The portal moved an api_token from one account to another",
  );
  await recordAct(audit, null, "move_api_token", {
    objectType: "User",
    objectId: next.id,
    before: { owner: former.id },
    after: { owner: next.id },
  });
}
