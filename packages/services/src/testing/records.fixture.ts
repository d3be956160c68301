import type { OperationRecord, RunRecord } from "@datalab/db";

const TIME = "2026-01-10T09:36:00.000001Z";
export const KEY = "ab".repeat(32);

export function runRecord(more: Partial<RunRecord> = {}): RunRecord {
  return {
    id: "5b0cc7de-9f4a-4b53-8a86-3f4f4f0b3c11",
    resultKey: KEY,
    operationName: "Median",
    operationVersion: 1,
    recipe: {},
    status: "IN_PROGRESS",
    progress: 0.4,
    message: "",
    output: null,
    errorKind: null,
    errorCode: null,
    errorMessage: null,
    leaseOwner: "worker",
    leaseExpiresAt: TIME,
    isLeased: true,
    keptBy: null,
    attempts: 1,
    crashes: 0,
    superseded: false,
    createdAt: TIME,
    startedAt: TIME,
    finishedAt: null,
    timings: null,
    peakMemory: null,
    ...more,
  };
}

export function operationRecord(more: Partial<OperationRecord> = {}): OperationRecord {
  return {
    id: 7,
    sessionId: 3,
    ownerId: 1,
    name: "Median",
    inputData: { input_files: [] },
    resultKey: KEY,
    state: "attached",
    message: "",
    linkSalt: "salt",
    created: TIME,
    queuedAt: TIME,
    requeues: 0,
    outages: 0,
    isDue: false,
    queuePosition: null,
    run: runRecord(),
    ...more,
  };
}
