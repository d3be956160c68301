import { OutageError } from "@datalab/errors";
import { type BullQueue, openQueue, prepare } from "./bull.ts";
import { type JobPayload, jobIdOf, jobName, jobOptions } from "./job.ts";

export interface JobCounts {
  waiting: number;
  delayed: number;
  active: number;
}

/** Delivery only: what a job does and how it went is in the database. */
export interface JobQueue {
  /** Makes the queue's tables where it needs some. Before anything else uses the queue. */
  migrate(): Promise<void>;
  /** Sending an operation that waits or runs already changes nothing. `delay` is in milliseconds. */
  enqueue(job: JobPayload, options?: { delay?: number }): Promise<void>;
  /** False when a worker has the job; otherwise there is none any more. */
  remove(operationId: number): Promise<boolean>;
  /** Whether a job of the operation waits, is delayed or runs. */
  has(operationId: number): Promise<boolean>;
  counts(): Promise<JobCounts>;
  /** Throws `queue.unavailable` when the queue does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 6_000;

export function createJobQueue({ url, name = "operations" }: { url: string; name?: string }): JobQueue {
  let current: BullQueue | undefined;

  const opened = async (): Promise<BullQueue> => {
    if (!current) {
      current = openQueue(url, name);
      // What fails is told to whoever asked; without a listener it would end the process.
      current.on("error", () => {});
    }
    const queue = current;
    try {
      await queue.waitUntilReady();
    } catch (error) {
      // BullMQ remembers a failed start for ever, so the next call begins anew.
      if (current === queue) current = undefined;
      await queue.close().catch(() => {});
      throw error;
    }
    return queue;
  };
  const use = <T>(work: (queue: BullQueue) => Promise<T>) => failFast(async () => work(await opened()));

  return {
    migrate: () => failFast(() => prepare(url)),

    async enqueue(job, { delay } = {}) {
      const options = { ...jobOptions, jobId: jobIdOf(job.operationId), ...(delay ? { delay } : {}) };
      await use((queue) => queue.add(jobName, job, options));
    },

    // A backend's answer does not tell a job that runs from one that never was.
    remove: (operationId) =>
      use(async (queue) => {
        const removed = await queue.remove(jobIdOf(operationId));
        return removed === 1 || !(await isUnfinished(queue, operationId));
      }),

    has: (operationId) => use((queue) => isUnfinished(queue, operationId)),

    counts: () =>
      use(async (queue) => {
        const counts = await queue.getJobCounts("waiting", "delayed", "active");
        return { waiting: counts.waiting ?? 0, delayed: counts.delayed ?? 0, active: counts.active ?? 0 };
      }),

    ping: () => use(async (queue) => void (await queue.getJobCounts("active"))),

    async close() {
      await current?.close();
      current = undefined;
    },
  };
}

const unfinished = new Set<string>(["waiting", "prioritized", "delayed", "active"]);

async function isUnfinished(queue: BullQueue, operationId: number): Promise<boolean> {
  return unfinished.has(await queue.getJobState(jobIdOf(operationId)));
}

/** The answer in a few seconds, or the one error that says the queue is away. */
async function failFast<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (cause) {
    throw new OutageError("queue", "queue.unavailable", "The queue does not answer at the moment.", { cause });
  } finally {
    clearTimeout(timer);
  }
}
