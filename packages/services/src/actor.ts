/** What a credential can allow; `admin` is the account itself, and for staff the administration. */
export const scopes = ["sessions:read", "sessions:write", "operations:run", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** Who calls. Made only by `accounts`, so holding one means the caller was authenticated. */
export interface Actor {
  readonly userId: number;
  readonly username: string;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** What the credential allows: a sign-in and a portal token allow everything, a personal token what it was made for. */
  readonly scopes: readonly Scope[];
  /** ISO time at which the credential ends, null when it has no end of its own. */
  readonly validUntil: string | null;
  /** Which browser sign-in this is; null for a token. */
  readonly signInId: string | null;
  /** Looks at the same credential again; `unauthenticated` when it has ended since. */
  renew(): Promise<Actor>;
  /** The user's own archive (portal) token, if one is known; decrypted only when asked for. */
  archiveToken(): Promise<string | null>;
}
