import type { UserRecord } from "./user-repository.ts";

export interface ApiTokenRecord {
  id: number;
  userId: number;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** A token in use, with the user it speaks for. */
export interface UsedApiToken extends ApiTokenRecord {
  user: UserRecord;
}

export interface ApiTokenInput {
  userId: number;
  name: string;
  hash: string;
  prefix: string;
  scopes: string[];
  /** ISO 8601, or null for a token without an end. */
  expiresAt: string | null;
}

export interface ApiTokenRepository {
  create(input: ApiTokenInput): Promise<ApiTokenRecord>;
  /** Neither revoked nor expired; notes the use, at most once a minute. */
  use(hash: string): Promise<UsedApiToken | null>;
  /** Newest first, revoked ones included. */
  list(userId: number): Promise<ApiTokenRecord[]>;
  revoke(id: number, userId: number): Promise<boolean>;
}
