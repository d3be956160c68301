import { AppError } from "./app-error.ts";

/** What a job may have to wait for. */
export type Dependency = "store" | "archive" | "gaia" | "database" | "queue" | "disk";

/** Something outside of a job is away: the job did nothing wrong, and the same call works once it is back. */
export class OutageError extends AppError {
  readonly dependency: Dependency;

  constructor(dependency: Dependency, code: string, message: string, options?: ErrorOptions) {
    super("transient", code, message, options);
    this.dependency = dependency;
  }
}

const MAX_DEPTH = 10;

/** The outage behind an error, however it was wrapped on its way; a full disk is one too. Null for every other error. */
export function outageOf(thrown: unknown): OutageError | null {
  let cause = thrown;
  for (let depth = 0; depth < MAX_DEPTH && cause !== undefined; depth++) {
    if (cause instanceof OutageError) return cause;
    if (isFullDisk(cause)) return fullDisk(thrown);
    if (!(cause instanceof Error)) return null;
    cause = cause.cause;
  }
  return null;
}

export function fullDisk(cause?: unknown): OutageError {
  return new OutageError("disk", "disk.full", "The disk of the worker is full.", { cause });
}

/** Errors of threads arrive as their text. */
function isFullDisk(cause: unknown): boolean {
  if (typeof cause === "string") return /\b(ENOSPC|EDQUOT)\b/.test(cause);
  return cause instanceof Error && "code" in cause && (cause.code === "ENOSPC" || cause.code === "EDQUOT");
}
