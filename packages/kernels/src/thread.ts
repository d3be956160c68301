import { parentPort, workerData } from "node:worker_threads";
import { toAppError } from "@datalab/errors";
import { cancelled } from "./cancelled.ts";
import { Kernels } from "./kernels.ts";
import { type TaskName, tasks } from "./task-registry.ts";
import type { TaskOutcome, ThreadContext } from "./thread-context.ts";
import type { TaskReply, TaskRequest, ThreadSetup } from "./thread-messages.ts";

const kernels = new Kernels((workerData as ThreadSetup).module);

parentPort?.on("message", (request: TaskRequest) => {
  const { reply, transfer } = answer(request);
  parentPort?.postMessage(reply, transfer);
});

function answer({ task, payload, cancelFlag }: TaskRequest): { reply: TaskReply; transfer?: ArrayBuffer[] } {
  const flag = new Int32Array(cancelFlag);
  const checkCancelled = () => {
    if (Atomics.load(flag, 0) !== 0) throw cancelled();
  };
  try {
    // The pool's types pair each name with its payload.
    const run = tasks[task as TaskName] as (context: ThreadContext, payload: unknown) => TaskOutcome<unknown>;
    const { result, transfer } = run({ kernels, checkCancelled }, payload);
    return { reply: { ok: true, result }, transfer };
  } catch (thrown) {
    const { kind, code, message, cause, stack } = toAppError(thrown);
    const detail = String(cause instanceof Error ? cause.stack : (cause ?? stack));
    return { reply: { ok: false, error: { kind, code, message, detail } } };
  }
}
