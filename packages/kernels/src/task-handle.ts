import type { TaskOutcome, ThreadContext } from "./thread-context.ts";

/** Work for a thread: synchronous, with all its input in the payload. Long ones call `context.checkCancelled()` between pieces. */
export type Task<Payload = never, Result = unknown> = (context: ThreadContext, payload: Payload) => TaskOutcome<Result>;

declare const types: unique symbol;

/** The name of a task that a module brings to the pool's threads, with the types of its payload and its result. */
export interface TaskHandle<Payload, Result> {
  readonly name: string;
  readonly [types]?: (payload: Payload) => Result;
}

/** The handle of the task that stands under this name in its module's `tasks`. */
export function taskHandle<Run extends Task>(
  name: string,
): TaskHandle<Parameters<Run>[1], ReturnType<Run> extends TaskOutcome<infer Result> ? Result : never> {
  return { name };
}
