import type { OperationRecord } from "@datalab/db";

/** Whether nothing goes on with an operation until a job of it is delivered. */
export function waitsForJob({ state, run }: OperationRecord): boolean {
  if (state === "queued") return true;
  if (state !== "attached" || !run) return false;
  return run.status === "PENDING" || (run.status === "IN_PROGRESS" && !run.isLeased);
}
