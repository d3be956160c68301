import type { Execution, OperationResult } from "@datalab/operations";
import type { FrameCache } from "@datalab/storage";

/** What one worker process computes with. */
export interface RunEngine {
  /** `executeOperation` with this process's threads, conventions and catalogue of stars. */
  execute(execution: Omit<Execution, "pool" | "conventions" | "gaia">): Promise<OperationResult>;
  frameCache: FrameCache;
  /** Each attempt gets a folder of its own in here. */
  tmpDir: string;
  leaseSeconds: number;
  timeLimitSeconds: number;
}

/** One delivery of a job. */
export interface OperationJob {
  operationId: number;
  /** Further deliveries to come if this one fails for a passing reason. */
  attemptsLeft: number;
}
