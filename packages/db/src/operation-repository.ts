import type { JsonValue } from "./json.ts";
import type { DetachedOperation, OperationRecord } from "./operation-record.ts";
import type { Page, PageRequest } from "./page.ts";
import type { RunFileRecord } from "./run-record.ts";

export interface OperationInput {
  sessionId: number;
  name: string;
  inputData: JsonValue;
  resultKey: string;
  /** A completed run to be attached to from the first moment; when it is superseded or gone by now, the operation is queued. */
  runId?: string | undefined;
}

/** Every move is one compare-and-set; `false` or `null` says that the row was no longer in the state the move starts from. */
export interface OperationRepository {
  find(id: number): Promise<OperationRecord | null>;
  /** In the order of their creation. */
  list(sessionId: number, page: PageRequest): Promise<Page<OperationRecord>>;
  listByRun(runId: string): Promise<OperationRecord[]>;
  /** Throws conflict when the session is deleted at the same moment. */
  create(input: OperationInput): Promise<OperationRecord>;
  /** queued → attached, while the run is live or completed and not superseded. */
  attach(id: number, runId: string): Promise<boolean>;
  /** queued → refused or failed. */
  settle(id: number, state: "refused" | "failed", message: string): Promise<boolean>;
  /** queued or attached to a live run → cancelled, and off its run. */
  cancel(id: number, message: string): Promise<DetachedOperation | null>;
  /** refused, failed, cancelled, or attached to a failed or cancelled run → queued again, without a run. */
  retry(id: number): Promise<DetachedOperation | null>;
  /** A queued operation under another key. */
  rekey(id: number, resultKey: string): Promise<boolean>;
  /** Those of `ids` that are in the session. */
  delete(ids: number[], sessionId: number): Promise<DetachedOperation[]>;
  /** Old file links of the operation end. */
  rotateLinkSalt(id: number): Promise<string | null>;
  /** The file of this name that an operation of this user made, its run being completed; of several runs the last one's. */
  resultFile(userId: number, resultKey: string, name: string): Promise<RunFileRecord | null>;
  /** The operation of this user whose result has that file: what a link to it is made of. */
  resultOwner(
    userId: number,
    resultKey: string,
    name: string,
  ): Promise<Pick<OperationRecord, "id" | "linkSalt"> | null>;
  /** Queued, or attached to a run that nobody works on, and due to be looked at; the longest due first. */
  stalled(limit: number): Promise<OperationRecord[]>;
  /** The queue knows their jobs: they are due again after that long. */
  seen(ids: number[], againAfterSeconds: number): Promise<void>;
  /** True for one caller: the job may go into the queue again. Due again after a pause that grows each time. */
  claimRequeue(id: number): Promise<boolean>;
  /**
   * Something it needs is away: it waits with this text and is due after a pause that grows each time. False when it
   * waits no more, or has waited for `limitSeconds` since the first time.
   */
  postpone(id: number, message: string, limitSeconds: number): Promise<boolean>;
  /** Waiting operations without a text get this one; with null, those that have a text of `told` lose it. */
  announce(message: string | null, told: readonly string[]): Promise<number>;
}
