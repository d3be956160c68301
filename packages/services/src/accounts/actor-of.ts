import type { UserRecord } from "@datalab/db";
import { type Actor, scopes as allScopes, type Scope } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";

export function actorOf(
  deps: ServiceDeps,
  user: UserRecord,
  { scopes = allScopes, validUntil = null }: { scopes?: readonly Scope[]; validUntil?: string | null } = {},
): Actor {
  return {
    userId: user.id,
    username: user.username,
    isStaff: user.isStaff,
    isSuperuser: user.isSuperuser,
    scopes,
    validUntil,
    async archiveToken() {
      const sealed = user.profile?.archiveTokenCipher;
      return sealed ? deps.secrets.open(sealed) : null;
    },
  };
}
