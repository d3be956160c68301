import { kernelModule } from "./kernel-module.ts";
import type { TaskHandle } from "./task-handle.ts";
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
  /** The same for a task of one of the pool's modules. */
  call<Payload, Result>(task: TaskHandle<Payload, Result>, payload: Payload, options?: RunOptions): Promise<Result>;
  close(): Promise<void>;
}

interface PoolOptions {
  threads: number;
  /** JavaScript modules that export `tasks: Record<string, Task>`; every thread imports them when it starts. */
  modules?: readonly URL[];
}

/** Threads run from dist, also when this file is read from src. */
const threadEntry = new URL("../dist/thread.js", import.meta.url);

export function createPool({ threads, modules = [] }: PoolOptions): KernelPool {
  const pool = new ThreadPool(threads, threadEntry, {
    module: kernelModule(),
    taskModules: modules.map((url) => url.href),
  });
  return {
    threads,
    run: <Name extends TaskName>(task: Name, payload: TaskPayload<Name>, options?: RunOptions) =>
      pool.run(task, payload, options?.signal, options?.transfer) as Promise<TaskResult<Name>>,
    call: <Payload, Result>(task: TaskHandle<Payload, Result>, payload: Payload, options?: RunOptions) =>
      pool.run(task.name, payload, options?.signal, options?.transfer) as Promise<Result>,
    close: () => pool.close(),
  };
}
