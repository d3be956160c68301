import { Worker } from "node:worker_threads";
import { AppError } from "@datalab/errors";
import { cancelled } from "./cancelled.ts";
import type { TaskReply, TaskRequest, ThreadSetup } from "./thread-messages.ts";

interface Job {
  request: TaskRequest;
  transfer: ArrayBuffer[];
  resolve(result: unknown): void;
  reject(error: AppError): void;
}

interface Thread {
  worker: Worker;
  job: Job | undefined;
}

/** MiB of short-lived objects a thread gathers before it clears them away: pixels are elsewhere, and the default of 48 is memory for nothing. */
const youngGeneration = 8;

/** Long-lived threads that take jobs in order. A thread that dies fails its job and is replaced. Idle threads do not keep the process alive. */
export class ThreadPool {
  readonly threads: number;
  private readonly entry: URL;
  private readonly setup: ThreadSetup;
  private readonly crew = new Set<Thread>();
  private readonly waiting: Job[] = [];
  private closed = false;

  constructor(threads: number, entry: URL, setup: ThreadSetup) {
    this.threads = threads;
    this.entry = entry;
    this.setup = setup;
    for (let i = 0; i < threads; i++) this.startThread();
  }

  /** `transfer`: buffers of the payload that move to the thread. */
  run(task: string, payload: unknown, signal?: AbortSignal, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (this.closed)
      return Promise.reject(new AppError("internal", "kernels.pool_closed", "The thread pool is closed."));
    if (signal?.aborted) return Promise.reject(cancelled(signal));
    const cancelFlag = new SharedArrayBuffer(4);
    const result = new Promise<unknown>((resolve, reject) => {
      this.waiting.push({ request: { task, payload, cancelFlag }, transfer, resolve, reject });
    });
    const job = this.waiting[this.waiting.length - 1];
    this.dispatch();
    if (!signal) return result;
    const onAbort = () => this.cancel(job, signal);
    signal.addEventListener("abort", onAbort, { once: true });
    return result.finally(() => signal.removeEventListener("abort", onAbort));
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const job of this.waiting.splice(0)) job.reject(cancelled());
    await Promise.all([...this.crew].map(({ worker }) => worker.terminate()));
  }

  /** A waiting job fails at once; a running one when its thread looks at the flag, so nobody touches its files afterwards. */
  private cancel(job: Job, signal: AbortSignal): void {
    const reject = job.reject;
    job.reject = () => reject(cancelled(signal));
    Atomics.store(new Int32Array(job.request.cancelFlag), 0, 1);
    const index = this.waiting.indexOf(job);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    job.reject(cancelled());
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const thread = this.idleThread();
      if (!thread) return;
      const job = this.waiting.shift()!;
      thread.job = job;
      thread.worker.ref();
      thread.worker.postMessage(job.request, job.transfer);
    }
  }

  private idleThread(): Thread | undefined {
    for (const thread of this.crew) if (!thread.job) return thread;
    return this.crew.size < this.threads ? this.startThread() : undefined;
  }

  private startThread(): Thread {
    const resourceLimits = { maxYoungGenerationSizeMb: youngGeneration };
    const worker = new Worker(this.entry, { workerData: this.setup, execArgv: [], resourceLimits });
    const thread: Thread = { worker, job: undefined };
    let cause: unknown;
    worker.unref();
    worker.on("message", (reply: TaskReply) => this.finish(thread, reply));
    worker.on("error", (error) => {
      cause = error;
    });
    worker.on("exit", () => this.bury(thread, cause));
    this.crew.add(thread);
    return thread;
  }

  private finish(thread: Thread, reply: TaskReply): void {
    const job = thread.job;
    thread.job = undefined;
    thread.worker.unref();
    if (reply.ok) job?.resolve(reply.result);
    else {
      const { kind, code, message, detail } = reply.error;
      job?.reject(new AppError(kind, code, message, { cause: detail }));
    }
    this.dispatch();
  }

  /** Its place is filled when there is work for it: a thread that cannot even start must not be restarted for ever. */
  private bury(thread: Thread, cause: unknown): void {
    this.crew.delete(thread);
    const crash = new AppError("internal", "kernels.thread_crashed", "A computing thread stopped unexpectedly.", {
      cause,
    });
    thread.job?.reject(this.closed ? cancelled() : crash);
    this.dispatch();
  }
}
