import type { KernelPool } from "@datalab/kernels";
import type { FrameCache } from "@datalab/storage";

/** What one worker process computes with. */
export interface RunEngine {
  pool: KernelPool;
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
