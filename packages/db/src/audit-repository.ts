import type { JsonValue } from "./json.ts";
import type { Page, PageRequest } from "./page.ts";

export interface AuditInput {
  actorId: number | null;
  action: string;
  objectType: string;
  objectId: string;
  before?: JsonValue;
  after?: JsonValue;
}

export interface AuditRecord {
  id: number;
  at: string;
  actorId: number | null;
  actor: string | null;
  action: string;
  objectType: string;
  objectId: string;
  before: JsonValue;
  after: JsonValue;
}

export interface AuditRepository {
  record(entry: AuditInput): Promise<void>;
  /** Newest first. */
  list(filter: { objectType?: string; objectId?: string; actorId?: number } & PageRequest): Promise<Page<AuditRecord>>;
}
