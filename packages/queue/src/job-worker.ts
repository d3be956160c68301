import { OutageError, toAppError } from "@datalab/errors";
import { type Job, UnrecoverableError, WaitingError } from "bullmq";
import { openWorker } from "./bull.ts";
import { type JobPayload, jobName, jobPayload } from "./job.ts";

export interface DeliveredJob {
  operationId: number;
  /** From 1. A worker that died does not use one up. */
  attempt: number;
  /** After this one. With 0 a transient error is final. */
  attemptsLeft: number;
}

export interface JobLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface JobWorkerOptions {
  url: string;
  name?: string;
  concurrency: number;
  /**
   * Resolves when the job needs no further delivery. An AppError that may pass is delivered again after a while, any other
   * error is not. When `signal` aborts, the worker closes: leave things so that another can take over, then throw.
   */
  handler(job: DeliveredJob, signal: AbortSignal): Promise<void>;
  /** Called once the queue holds a done job no more. Until then, sending its operation again changed nothing. */
  onDone?(operationId: number): Promise<void>;
  logger?: JobLogger;
}

export interface JobWorker {
  ready(): Promise<void>;
  /** Takes no new jobs until told otherwise; running ones go on. Saying it again changes nothing. */
  takeJobs(yes: boolean): Promise<void>;
  /**
   * Takes no new jobs, lets running ones end for `graceMs`, then aborts them and gives them back to the queue. Returns in
   * bounded time whatever a handler or the queue does; a job that was not given back is redelivered as if the worker had died.
   */
  close(options: { graceMs: number }): Promise<void>;
}

/** A worker that dies is noticed within lock + two checks; locks are renewed at half their time. */
const tuning = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 10 };
const abortLimitMs = 5_000;
const disconnectLimitMs = 5_000;

export function startJobWorker({
  url,
  name = "operations",
  concurrency,
  handler,
  onDone,
  logger,
}: JobWorkerOptions): JobWorker {
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  let stopping = false;
  let paused = false;

  const track = (task: Promise<void>) => {
    const settled = task.catch(() => {}).finally(() => running.delete(settled));
    running.add(settled);
    return task;
  };
  const giveBack = async (job: Job<JobPayload, void>, token?: string): Promise<never> => {
    await job.moveToWait(token);
    throw new WaitingError();
  };

  const process = async (job: Job<JobPayload, void>, token?: string) => {
    // A slot of a paused BullMQ worker that was blocked on an empty queue still takes the next job.
    if (stopping || paused) return giveBack(job, token);
    const delivered = accept(job);
    if (!delivered) {
      logger?.warn({ jobId: job.id, name: job.name }, "Dropped a job that this version does not know");
      return;
    }
    try {
      await handler(delivered, closing.signal);
    } catch (thrown) {
      if (closing.signal.aborted) return giveBack(job, token);
      const error = toAppError(thrown);
      if (error.policy.retry) throw error;
      throw new UnrecoverableError(error.publicMessage);
    }
  };

  const worker = openWorker(url, name, (job, token) => track(process(job, token)), {
    ...tuning,
    concurrency,
    autorun: false,
  });
  worker.on("error", (error) => logger?.error({ err: error }, "The queue reported an error"));
  worker.on("completed", (job) => {
    const delivered = onDone && accept(job);
    if (!delivered) return;
    track(onDone(delivered.operationId)).catch((error: unknown) =>
      logger?.error({ err: error, jobId: job.id }, "Looking after a done job failed"),
    );
  });

  // Only a worker that has found its queue may run: BullMQ cannot close one that has not.
  let found = false;
  const started = worker.waitUntilReady().then(
    () => {
      found = true;
      worker.run().catch((error: unknown) => logger?.error({ err: error }, "The worker stopped"));
    },
    (cause: unknown) => {
      throw new OutageError("queue", "queue.unavailable", "The queue does not answer at the moment.", { cause });
    },
  );
  started.catch(() => {});

  return {
    ready: () => started,
    async takeJobs(yes) {
      if (!found || stopping || paused === !yes) return;
      paused = !yes;
      if (paused) await worker.pause(true);
      else worker.resume();
    },
    async close({ graceMs }) {
      stopping = true;
      if (!found) return worker.close(true);
      await worker.pause(true);
      if (!(await endWithin(running, graceMs))) closing.abort();
      const ended = await endWithin(running, abortLimitMs);
      if (await endWithin([worker.close(!ended)], disconnectLimitMs)) return;
      logger?.warn({ ended }, "The queue did not let go of the worker in time");
    },
  };
}

function accept(job: Job<JobPayload, void>): DeliveredJob | undefined {
  const payload = jobPayload.safeParse(job.data);
  if (job.name !== jobName || !payload.success) return undefined;
  const attempt = job.attemptsMade + 1;
  return { ...payload.data, attempt, attemptsLeft: Math.max(0, (job.opts.attempts ?? 1) - attempt) };
}

async function endWithin(tasks: Iterable<Promise<void>>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const ended = Promise.all(tasks).then(() => true as const);
  const result = await Promise.race([ended, late]);
  clearTimeout(timer);
  return result;
}
