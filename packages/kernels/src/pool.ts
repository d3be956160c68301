import { kernelModule } from "./kernel-module.ts";
import type { TaskName, TaskPayload, TaskResult } from "./task-registry.ts";
import { ThreadPool } from "./thread-pool.ts";

interface RunOptions {
  signal?: AbortSignal;
  /** Buffers of the payload that move to the thread. */
  transfer?: ArrayBuffer[];
}

/** Long-lived threads, each with its own instance of the kernels. */
export interface KernelPool {
  readonly threads: number;
  /** Runs a task on the next free thread. Cancelling takes effect between two bands. Errors are AppErrors. */
  run<Name extends TaskName>(task: Name, payload: TaskPayload<Name>, options?: RunOptions): Promise<TaskResult<Name>>;
  close(): Promise<void>;
}

/** Threads run from dist, also when this file is read from src. */
const threadEntry = new URL("../dist/thread.js", import.meta.url);

export function createPool({ threads }: { threads: number }): KernelPool {
  const pool = new ThreadPool(threads, threadEntry, { module: kernelModule() });
  return {
    threads,
    run: <Name extends TaskName>(task: Name, payload: TaskPayload<Name>, options?: RunOptions) =>
      pool.run(task, payload, options?.signal, options?.transfer) as Promise<TaskResult<Name>>,
    close: () => pool.close(),
  };
}
