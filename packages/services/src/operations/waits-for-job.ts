import type { OperationRecord } from "@datalab/db";

/** Whether an operation has not come to an end. */
export function isUnfinished({ state, run }: OperationRecord): boolean {
  return state === "queued" || (state === "attached" && (run?.status === "PENDING" || run?.status === "IN_PROGRESS"));
}

/** Whether nothing goes on with an operation until a job of it is delivered. */
export function waitsForJob({ state, run }: OperationRecord): boolean {
  if (state === "queued") return true;
  if (state !== "attached" || !run) return false;
  return run.status === "PENDING" || (run.status === "IN_PROGRESS" && !run.isLeased);
}
