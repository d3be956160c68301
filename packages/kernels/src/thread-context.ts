import type { Kernels } from "./kernels.ts";

/** What a task may use inside its thread. */
export interface ThreadContext {
  kernels: Kernels;
  /** Throws once the caller has cancelled; tasks call it between bands. */
  checkCancelled(): void;
}

/** A task's result, and the buffers that move to the caller instead of being copied. */
export interface TaskOutcome<Result> {
  result: Result;
  transfer?: ArrayBuffer[];
}
