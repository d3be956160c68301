import { parentPort, workerData } from "node:worker_threads";
import { AppError, toAppError } from "@datalab/errors";
import { cancelled } from "./cancelled.ts";
import { Kernels } from "./kernels.ts";
import type { Task } from "./task-handle.ts";
import { tasks } from "./task-registry.ts";
import type { TaskReply, TaskRequest, ThreadSetup } from "./thread-messages.ts";

const { module, taskModules } = workerData as ThreadSetup;
const kernels = new Kernels(module);
const known = new Map<string, Task>(Object.entries(tasks));
for (const address of taskModules) {
  const added = (await import(address)) as { tasks: Record<string, Task> };
  for (const [name, task] of Object.entries(added.tasks)) known.set(name, task);
}

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
    const run = known.get(task);
    if (!run) throw new AppError("internal", "kernels.unknown_task", `No module of this pool has the task ${task}.`);
    // The pool's types pair each name with its payload.
    const { result, transfer } = run({ kernels, checkCancelled }, payload as never);
    return { reply: { ok: true, result }, transfer };
  } catch (thrown) {
    const { kind, code, message, cause, stack } = toAppError(thrown);
    const detail = String(cause instanceof Error ? cause.stack : (cause ?? stack));
    return { reply: { ok: false, error: { kind, code, message, detail } } };
  }
}
