import type { Page, PageRequest } from "./page.ts";
import type { SessionFilter, SessionParts } from "./session-repository.ts";

/** What one account keeps; `bytes` are those of all its JSON. */
export interface StoredUsage {
  sessions: number;
  operations: number;
  /** Neither revoked nor expired. */
  tokens: number;
  bytes: number;
}

/** A session and the bytes of its JSON with all its operations. */
export interface SessionSize {
  id: number;
  bytes: number;
}

/** Sizes come from columns that stand beside the texts; no text is read. */
export interface StoredSizeRepository {
  /** Inside a transaction: until it ends nobody else counts for this account. */
  lock(userId: number): Promise<void>;
  usage(userId: number): Promise<StoredUsage>;
  /** Of the sessions of a page, in its order; without the operations when they are not wanted. */
  sessions(filter: SessionFilter & PageRequest, parts?: SessionParts): Promise<Page<SessionSize>>;
}
