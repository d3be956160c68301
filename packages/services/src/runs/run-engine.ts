import type { Execution, OperationResult } from "@datalab/operations";
import type { DiskRoom, FrameCache } from "@datalab/storage";

/** What one worker process computes with. */
export interface RunEngine {
  /** `executeOperation` with this process's threads, conventions and catalogue of stars. */
  execute(execution: Omit<Execution, "pool" | "conventions" | "gaia">): Promise<OperationResult>;
  frameCache: FrameCache;
  /** Each attempt gets a folder of its own in here. */
  tmpDir: string;
  /** Computed results wait here for a store that is away; on the same disk as `tmpDir`. */
  keptDir: string;
  /** How long an operation waits for something that is away. */
  outageHours: number;
  /** The folders in `tmpDir` that this process works in now. */
  live: Set<string>;
  /** Of the disk with all of these folders. */
  disk: DiskRoom;
  about: { version: string; threads: number };
  leaseSeconds: number;
  timeLimitSeconds: number;
}

/** One delivery of a job. */
export interface OperationJob {
  operationId: number;
  /** Further deliveries to come if this one fails for a passing reason. */
  attemptsLeft: number;
}
