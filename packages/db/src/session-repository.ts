import type { JsonValue } from "./json.ts";
import type { DetachedOperation, OperationRecord, OperationText } from "./operation-record.ts";
import type { Page, PageRequest } from "./page.ts";

export interface SessionRecord {
  id: number;
  ownerId: number;
  username: string;
  name: string;
  inputData: JsonValue;
  created: string;
  accessed: string;
  modified: string;
  persist: boolean;
}

export interface SessionWithOperations extends SessionRecord {
  operations: OperationRecord[];
}

/** The same with all input data as text. */
export interface SessionText extends Omit<SessionRecord, "inputData"> {
  inputText: string;
  operations: OperationText[];
}

/** Times are ISO 8601; `name` and `user` match a part of the text whatever its case. */
export interface SessionFilter {
  ids?: readonly number[];
  ownerId?: number;
  createdAfter?: string;
  createdBefore?: string;
  modifiedAfter?: string;
  modifiedBefore?: string;
  name?: string;
  nameExact?: string;
  user?: string;
  userExact?: string;
}

/** Whose operations are not wanted gets empty lists, and none is read. */
export interface SessionParts {
  operations?: boolean;
}

/** What is to change; `modified` moves with all of it but a change of `persist` alone. */
export interface SessionChange {
  name?: string | undefined;
  inputData?: JsonValue | undefined;
  persist?: boolean | undefined;
}

export interface SessionRepository {
  /** Last modified first; three statements whatever the number of sessions. */
  list(filter: SessionFilter & PageRequest): Promise<Page<SessionWithOperations>>;
  listTexts(filter: SessionFilter & PageRequest, parts?: SessionParts): Promise<Page<SessionText>>;
  find(id: number): Promise<SessionRecord | null>;
  /** Whose session it is, without reading its list. */
  ownerOf(id: number): Promise<number | null>;
  findWithOperations(id: number, parts?: SessionParts): Promise<SessionWithOperations | null>;
  /** Inside a transaction: nobody else changes the row until it ends. */
  lock(id: number): Promise<SessionRecord | null>;
  create(input: { ownerId: number; name: string; inputData: JsonValue; persist?: boolean }): Promise<SessionRecord>;
  update(id: number, change: SessionChange): Promise<SessionRecord | null>;
  /** Notes the reading, at most once a minute; the time when it did. */
  touch(id: number): Promise<string | null>;
  /** The operations that went with it; null when there was no such session. */
  delete(id: number): Promise<DetachedOperation[] | null>;
}
