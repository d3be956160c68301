import type { RunFailure } from "@datalab/db";
import type { AppError, ErrorKind } from "@datalab/errors";

export const INTERNAL_ERROR =
  "The operation stopped because of an internal error. Please contact the developers if it keeps happening.";

export const TIME_LIMIT = failure(
  "limit",
  "runs.time_limit",
  "The operation ran longer than the allowed time and was stopped.",
);
export const WORKER_LOST = failure(
  "internal",
  "runs.worker_lost",
  "The worker stopped twice while it ran this operation. Please start it again.",
);

/** What people read when a run ends with this error. */
export function failureOf(error: AppError): RunFailure {
  return failure(error.kind, error.code, error.policy.expose ? error.message : INTERNAL_ERROR);
}

function failure(kind: ErrorKind, code: string, message: string): RunFailure {
  return { kind, code, message };
}
