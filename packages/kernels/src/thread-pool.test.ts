import { afterEach, describe, expect, it } from "vitest";
import { kernelModule } from "./kernel-module.ts";
import { createPool } from "./pool.ts";
import { type Task, taskHandle } from "./task-handle.ts";
import { ThreadPool } from "./thread-pool.ts";

const entry = (code: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from "node:worker_threads"; ${code}`)}`);
const obedient = entry(`
  parentPort.on("message", ({ task, payload, cancelFlag }) => {
    if (task === "die") process.exit(7);
    if (task === "throw") setTimeout(() => { throw new Error("late"); });
    if (task === "echo") parentPort.postMessage({ ok: true, result: payload });
    if (task === "refuse") parentPort.postMessage({ ok: false, error: { kind: "invalid", code: "a.b", message: "No.", detail: "d" } });
    if (task === "wait") {
      const flag = new Int32Array(cancelFlag);
      const timer = setInterval(() => {
        if (!Atomics.load(flag, 0)) return;
        clearInterval(timer);
        parentPort.postMessage({ ok: false, error: { kind: "cancelled", code: "kernels.cancelled", message: "", detail: "" } });
      }, 5);
    }
  });`);

const open: ThreadPool[] = [];
function pool(threads: number, code = obedient): ThreadPool {
  const created = new ThreadPool(threads, code, { module: kernelModule(), taskModules: [] });
  open.push(created);
  return created;
}
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

describe("thread pool", () => {
  it("answers many jobs with few threads", async () => {
    const threads = pool(2);
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => threads.run("echo", i)));
    expect(results).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it("hands on errors as they are", async () => {
    await expect(pool(1).run("refuse", null)).rejects.toMatchObject({
      kind: "invalid",
      code: "a.b",
      message: "No.",
      cause: "d",
    });
  });

  it.each(["die", "throw"])("fails the job of a thread that stops (%s), and goes on with a new one", async (task) => {
    const threads = pool(1);
    await expect(threads.run(task, null)).rejects.toMatchObject({ kind: "internal", code: "kernels.thread_crashed" });
    expect(await threads.run("echo", 1)).toBe(1);
  });

  it("fails each job, and ends, when threads cannot start at all", async () => {
    const threads = pool(2, entry(`throw new Error("broken")`));
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((i) => threads.run("echo", i)));
    expect(outcomes.map(({ status }) => status)).toEqual(new Array(5).fill("rejected"));
  });

  it("cancels waiting and running jobs", async () => {
    const threads = pool(1);
    const controller = new AbortController();
    const running = threads.run("wait", null, controller.signal);
    const waiting = threads.run("echo", 1, controller.signal);
    const other = threads.run("echo", 2);
    const outcomes = Promise.allSettled([running, waiting]);
    controller.abort();
    const cancelled = { status: "rejected", reason: { kind: "cancelled", code: "kernels.cancelled" } };
    expect(await outcomes).toMatchObject([cancelled, cancelled]);
    expect(await other).toBe(2);
    await expect(threads.run("echo", 3, controller.signal)).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("refuses jobs once closed and fails those that wait", async () => {
    const threads = pool(1);
    const running = threads.run("wait", null);
    const waiting = threads.run("echo", 1);
    const outcomes = Promise.allSettled([running, waiting]);
    await threads.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(threads.run("echo", 1)).rejects.toMatchObject({ code: "kernels.pool_closed" });
  });
});

describe("modules of a pool", () => {
  const tasks = `export const tasks = { "sum.twice": ({ kernels, checkCancelled }, n) => { checkCancelled(); return { result: 2 * n }; } };`;
  const twice = taskHandle<Task<number, number>>("sum.twice");

  it("bring tasks of other packages to every thread", async () => {
    const module = new URL(`data:text/javascript,${encodeURIComponent(tasks)}`);
    const threads = createPool({ threads: 2, modules: [module] });
    const results = await Promise.all([1, 2, 3, 4].map((n) => threads.call(twice, n)));
    await threads.close();
    expect(results).toEqual([2, 4, 6, 8]);
  });

  it("are named as missing when nobody brought the task", async () => {
    const threads = createPool({ threads: 1 });
    await expect(threads.call(twice, 1)).rejects.toMatchObject({ kind: "internal", code: "kernels.unknown_task" });
    await threads.close();
  });
});
