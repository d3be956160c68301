import type { JsonValue } from "./json.ts";
import type { RunRecord } from "./run-record.ts";

/** An operation's own state; once `attached`, its run tells the rest. */
export type OperationState = "queued" | "attached" | "refused" | "cancelled" | "failed";

export interface OperationRecord {
  id: number;
  sessionId: number;
  ownerId: number;
  name: string;
  inputData: JsonValue;
  resultKey: string;
  state: OperationState;
  message: string;
  linkSalt: string;
  created: string;
  queuedAt: string;
  requeues: number;
  /** How often something it needs was away. */
  outages: number;
  /** Whether it is time to look if the queue still has its job; by the database's clock. */
  isDue: boolean;
  /** Of a queued row, counted from 1. */
  queuePosition: number | null;
  run: RunRecord | null;
}

/**
 * An operation with its input data as the text they are kept as: they are most of a list, and a list only hands them on.
 */
export interface OperationText extends Omit<OperationRecord, "inputData"> {
  inputText: string;
}

/** What a removed or cancelled operation leaves behind: the run it was attached to may now be unused. */
export interface DetachedOperation {
  id: number;
  runId: string | null;
}
