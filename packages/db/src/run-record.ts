import type { JsonValue } from "./json.ts";

export type RunStatus = "PENDING" | "IN_PROGRESS" | "COMPLETED" | "FAILED" | "CANCELLED";

/** The computation behind one or more operations. Times are ISO 8601 UTC with microseconds. */
export interface RunRecord {
  id: string;
  resultKey: string;
  operationName: string;
  operationVersion: number;
  recipe: JsonValue;
  status: RunStatus;
  progress: number;
  message: string;
  output: JsonValue;
  errorKind: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  leaseOwner: string | null;
  leaseExpiresAt: string | null;
  /** Whether someone works on it now, by the database's clock. */
  isLeased: boolean;
  /** The disk that keeps its computed result until the store takes it. */
  keptBy: string | null;
  /** Claims so far. */
  attempts: number;
  /** Claims that ended with a lapsed lease. */
  crashes: number;
  superseded: boolean;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  timings: { [phase: string]: number } | null;
  /** Bytes. */
  peakMemory: number | null;
}

export interface RunInputRecord {
  source: string;
  basename: string;
  archiveFrameId: string | null;
  sha256: string | null;
}

export interface RunFileRecord {
  key: string;
  role: string;
  size: number;
  sha256: string;
  contentType: string;
}
