import type { OperationRecord, RunRecord } from "@datalab/db";
import type { OperationStatus, TrueStateName } from "../views.ts";

export interface ProgressView {
  state: TrueStateName;
  status: OperationStatus;
  progress: number;
  message: string;
}

const WAITING = "Waiting in the queue …";
const CANCELLED = "The operation was cancelled.";
const RESULT_GONE = "The result of this operation is no longer kept. Start it again to compute it anew.";

/** What a client sees, out of the operation's own state and its run's. */
export function progressView(operation: OperationRecord): ProgressView {
  switch (operation.state) {
    case "queued":
      return { state: "queued", status: "IN_PROGRESS", progress: 0, message: operation.message || WAITING };
    case "attached":
      return operation.run ? runView(operation.run) : failed("failed", RESULT_GONE);
    case "cancelled":
      return failed("cancelled", operation.message || CANCELLED);
    case "refused":
    case "failed":
      return failed(operation.state, operation.message);
  }
}

function runView(run: RunRecord): ProgressView {
  switch (run.status) {
    case "PENDING":
      return { state: "attached", status: "IN_PROGRESS", progress: run.progress, message: run.message || WAITING };
    case "IN_PROGRESS":
      return { state: "running", status: "IN_PROGRESS", progress: run.progress, message: run.message };
    case "COMPLETED":
      return { state: "completed", status: "COMPLETED", progress: 1, message: "" };
    case "FAILED":
      return { ...failed("failed", run.errorMessage ?? ""), progress: run.progress };
    case "CANCELLED":
      return { ...failed("cancelled", CANCELLED), progress: run.progress };
  }
}

function failed(state: TrueStateName, message: string): ProgressView {
  return { state, status: "FAILED", progress: 0, message };
}
