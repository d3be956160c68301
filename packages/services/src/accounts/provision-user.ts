import type { UserRecord } from "@datalab/db";
import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";
import type { PortalProfile } from "./portal.ts";

/**
 * Makes or updates the user a portal describes. A new api_token replaces the old one, and what the archive said about the
 * old one is forgotten. An account with a password of our own is never the portal's: its name there is someone else.
 */
export async function provisionUser(deps: ServiceDeps, profile: PortalProfile): Promise<UserRecord> {
  return deps.database.transaction(async ({ users, frameAccess }) => {
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
    if (hash !== (known?.profile?.archiveTokenHash ?? null)) await frameAccess.forget(user.id);
    await users.saveProfile(user.id, {
      staffView: profile.profile?.staff_view ?? known?.profile?.staffView ?? false,
      archiveTokenCipher: token ? deps.secrets.seal(token) : (known?.profile?.archiveTokenCipher ?? null),
      archiveTokenHash: hash,
    });
    return (await users.find(user.id)) ?? user;
  });
}
