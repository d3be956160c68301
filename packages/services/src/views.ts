import type { SessionFilter as DatabaseSessionFilter, JsonValue } from "@datalab/db";
import type { Scope } from "./actor.ts";

export type { JsonValue, Page, PageRequest, SessionParts, SessionSize } from "@datalab/db";

/** One result file; members stay the same in every answer. */
export interface OutputFileView {
  basename: string;
  source: "datalab";
  type: "fits" | "image";
  large_url?: string;
  small_url?: string;
  fits_url?: string;
  tif_url?: string;
  /** One sentence people should know about it; our own addition to the recorded shape. */
  note?: string;
}

export interface OutputView {
  output_files?: OutputFileView[];
  output_data?: JsonValue[];
}

export type OperationStatus = "PENDING" | "IN_PROGRESS" | "COMPLETED" | "FAILED";
export type TrueStateName = "queued" | "attached" | "running" | "completed" | "failed" | "cancelled" | "refused";

/** What REST hides: the console and tRPC show this. `attached` waits for an equal run that has not begun. */
export interface TrueState {
  state: TrueStateName;
  /** One sentence for a person, never empty. */
  text: string;
  runId: string | null;
  attempts: number;
  /** ISO times, null until they happen. */
  started: string | null;
  finished: string | null;
  /** CPU seconds and peak bytes of the worker over this run, when known. */
  cpuSeconds: number | null;
  peakMemory: number | null;
  /** While it waits: 1 is the next one. */
  queuePosition: number | null;
  /** While it runs and has come far enough to tell. */
  etaSeconds: number | null;
  canCancel: boolean;
  canRetry: boolean;
  /** How a completed result was made; null before it is. */
  made: ResultMade | null;
}

/** What tells a result from one that would be made today. */
export interface ResultMade {
  version: number;
  /** That of the operation today; null when the product no longer has it. */
  currentVersion: number | null;
  /** By the older service's conventions (PARITY). */
  byOlderConventions: boolean;
  /** A new request of the same input would make another result. */
  outdated: boolean;
}

/** Members in the order REST sends them; `trueState` is for tRPC and console only and REST leaves it out. */
export interface OperationView {
  id: number;
  name: string;
  status: OperationStatus;
  message: string;
  operation_progress: number;
  output: OutputView | null;
  input_data: JsonValue;
  created: string;
  trueState: TrueState;
}

/** Members in the order REST sends them; times are ISO UTC with microseconds. */
export interface SessionView {
  id: number;
  operations: OperationView[];
  user: string;
  name: string;
  input_data: JsonValue;
  created: string;
  accessed: string;
  modified: string;
  /** A mark of the user's clients: this session is to be kept. */
  persist: boolean;
}

/** Most of a list are input data that are only handed on; here they are the text of their JSON. */
export interface OperationTextView extends Omit<OperationView, "input_data"> {
  inputText: string;
}

export interface SessionTextView extends Omit<SessionView, "input_data" | "operations"> {
  inputText: string;
  operations: OperationTextView[];
}

/** Times are ISO 8601; `name` and `user` match any part of the text whatever its case. */
export type SessionFilter = Omit<DatabaseSessionFilter, "ownerId">;

export type WatchEvent =
  | { kind: "operation"; operation: OperationView }
  | { kind: "removed"; operationId: number }
  | { kind: "heartbeat" };

export interface AccountView {
  id: number;
  username: string;
  firstName: string;
  lastName: string;
  email: string;
  isStaff: boolean;
  isSuperuser: boolean;
}

export interface TokenView {
  id: number;
  name: string;
  /** The first characters, enough to recognise it. */
  prefix: string;
  scopes: Scope[];
  created: string;
  expires: string | null;
  lastUsed: string | null;
}

/** A browser in which the user is signed in. */
export interface SignInView {
  id: string;
  created: string;
  lastSeen: string;
  /** Where it signed in from. */
  address: string;
  /** How the browser names itself. */
  userAgent: string;
  /** The one that asks. */
  isThis: boolean;
}

/** `token` is shown once and never again. */
export interface NewTokenView extends TokenView {
  token: string;
}

export interface HealthView {
  ok: boolean;
  database: boolean;
  queue: boolean;
  store: boolean;
  /** Whether this process's disk has room. */
  disk: boolean;
  /** Whether a worker lives. */
  workers: boolean;
  /** A sentence about each thing that is wrong. */
  messages: string[];
}
