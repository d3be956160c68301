import type { UserRecord } from "@datalab/db";
import { type Actor, scopes as allScopes, type Scope } from "../actor.ts";
import type { ServiceDeps } from "../service-deps.ts";

interface Credential {
  /** Looks at it again. */
  renew: Actor["renew"];
  scopes?: readonly Scope[];
  validUntil?: string | null;
  signInId?: string | null;
}

export function actorOf(
  deps: ServiceDeps,
  user: UserRecord,
  { renew, scopes = allScopes, validUntil = null, signInId = null }: Credential,
): Actor {
  return {
    userId: user.id,
    username: user.username,
    isStaff: user.isStaff,
    isSuperuser: user.isSuperuser,
    scopes,
    validUntil,
    signInId,
    renew,
    async archiveToken() {
      const sealed = user.profile?.archiveTokenCipher;
      return sealed ? deps.secrets.open(sealed) : null;
    },
  };
}
