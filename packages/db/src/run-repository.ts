import type { JsonValue } from "./json.ts";
import type { RunFileRecord, RunInputRecord, RunRecord } from "./run-record.ts";

export interface RunRequest {
  resultKey: string;
  operationName: string;
  operationVersion: number;
  recipe: JsonValue;
  inputs: { source: string; basename: string; archiveFrameId: string | null }[];
}

export interface RunCompletion {
  output: JsonValue;
  inputs: RunInputRecord[];
  files: RunFileRecord[];
  timings: { [phase: string]: number };
  peakMemory: number | null;
}

export interface RunFailure {
  kind: string;
  code: string;
  message: string;
}

export interface CompletedRun {
  id: string;
  inputs: RunInputRecord[];
}

/** Every move is one compare-and-set; `false` or `null` says that the row was no longer in the state the move starts from. */
export interface RunRepository {
  find(id: string): Promise<RunRecord | null>;
  /** The live or completed run of a key, unless superseded. */
  findCurrent(resultKey: string): Promise<RunRecord | null>;
  /** The completed run of a key, unless superseded, with what it read. */
  findCompleted(resultKey: string): Promise<CompletedRun | null>;
  inputs(id: string): Promise<RunInputRecord[]>;
  files(id: string): Promise<RunFileRecord[]>;
  /** `name` is the part of the object's key after its folder. */
  file(id: string, name: string): Promise<RunFileRecord | null>;
  /** Two callers at the same moment get the same run. */
  findOrCreateLive(request: RunRequest): Promise<{ run: RunRecord; created: boolean }>;
  /**
   * PENDING, or IN_PROGRESS with a lapsed lease → IN_PROGRESS of this owner. A run whose result a disk keeps is only for
   * its `holder` while that holder says so.
   */
  claim(id: string, owner: string, leaseSeconds: number, holder?: string): Promise<RunRecord | null>;
  heartbeat(id: string, owner: string, leaseSeconds: number): Promise<boolean>;
  /** Never goes back and never above 1. */
  progress(id: string, owner: string, fraction: number, message: string): Promise<boolean>;
  /** What is done of the output so far, and its files, to be seen while the run goes on. */
  publish(id: string, owner: string, published: Pick<RunCompletion, "output" | "files">): Promise<boolean>;
  /** Files, inputs, output and COMPLETED at once, or nothing when the lease was lost. */
  complete(id: string, owner: string, completion: RunCompletion): Promise<boolean>;
  fail(id: string, owner: string, failure: RunFailure): Promise<boolean>;
  /** For a run nobody works on: PENDING, or IN_PROGRESS with a lapsed lease. */
  failAbandoned(id: string, failure: RunFailure): Promise<boolean>;
  /** Back to PENDING, for another attempt or another worker. */
  release(id: string, owner: string, message: string): Promise<boolean>;
  /** The same, while `holder` keeps the computed result on its disk and nobody else need compute it. */
  keep(id: string, owner: string, holder: string, message: string): Promise<boolean>;
  /** Those of `ids` whose results the holder still has to bring to the store; they stay its own for a while. */
  kept(holder: string, ids: string[]): Promise<RunRecord[]>;
  /** Live and no operation attached any more → CANCELLED. */
  cancelIfUnused(id: string): Promise<boolean>;
  /** A completed run stays with its operations, but its key is free for a new computation. */
  supersede(id: string): Promise<boolean>;
  /**
   * First step of a removal: a finished run that no operation holds and no other operation or run reads from is superseded,
   * so that none will. Answers the object keys that nobody else refers to, or null when the run stays.
   */
  retire(id: string): Promise<string[] | null>;
  /** Last step, when the objects are gone: removes the row of a retired run. */
  remove(id: string): Promise<boolean>;
  expiredLeases(limit: number): Promise<RunRecord[]>;
  /** Finished runs without an operation, for the sweeper. */
  unreferenced(limit: number): Promise<string[]>;
  /** Live runs older than this without an operation: whoever left last did not come to cancel them. */
  forgotten(filter: { olderThanSeconds: number; limit: number }): Promise<string[]>;
  countByStatus(): Promise<{ [status: string]: number }>;
}
