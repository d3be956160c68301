import { randomBytes } from "node:crypto";
import { AppError } from "@datalab/errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openQueue, openWorker } from "./bull.ts";
import { createJobQueue } from "./job-queue.ts";
import { type DeliveredJob, type JobWorkerOptions, startJobWorker } from "./job-worker.ts";

const within = { timeout: 15_000, interval: 20 };
const stalled = { timeout: 40_000, interval: 100 };

/** What every backend of the queue must do; `url()` names a running, empty one. */
export function testJobQueue(url: () => string) {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function setUp() {
    const name = `test-${randomBytes(4).toString("hex")}`;
    const queue = createJobQueue({ url: url(), name });
    cleanups.push(() => queue.close());
    await queue.migrate();
    const start = async (handler: JobWorkerOptions["handler"], options: Partial<JobWorkerOptions> = {}) => {
      const worker = startJobWorker({ url: url(), name, concurrency: 1, handler, ...options });
      let closed = false;
      const close = async (graceMs: number) => {
        closed = true;
        await worker.close({ graceMs });
      };
      cleanups.push(async () => (closed ? undefined : close(0)));
      await worker.ready();
      return { close };
    };
    return { name, queue, start };
  }

  const aborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new AppError("transient", "test.aborted", "Aborted")));
    });

  describe("delivery", () => {
    it("hands a job to a worker once, and forgets it then", async () => {
      const { queue, start } = await setUp();
      const jobs: DeliveredJob[] = [];
      await start(async (job) => void jobs.push(job));
      await queue.enqueue({ operationId: 7 });
      await vi.waitFor(async () => expect(await queue.has(7)).toBe(false), within);
      expect(jobs).toEqual([{ operationId: 7, attempt: 1, attemptsLeft: 2 }]);
    });

    it("takes an operation that waits already for the same job", async () => {
      const { queue, start } = await setUp();
      await Promise.all([1, 2, 3].map(() => queue.enqueue({ operationId: 7 })));
      expect(await queue.counts()).toEqual({ waiting: 1, delayed: 0, active: 0 });
      const seen: number[] = [];
      await start(async ({ operationId }) => void seen.push(operationId));
      await queue.enqueue({ operationId: 8 });
      await vi.waitFor(() => expect(seen).toEqual([7, 8]), within);
    });

    it("delivers an operation again that is sent after it finished, well or badly", async () => {
      const { queue, start } = await setUp();
      let seen = 0;
      await start(async () => {
        seen += 1;
        if (seen === 2) throw new AppError("invalid", "test.invalid", "No");
      });
      for (const expected of [1, 2, 3]) {
        await queue.enqueue({ operationId: 7 });
        await vi.waitFor(() => expect(seen).toBe(expected), within);
        await vi.waitFor(async () => expect(await queue.has(7)).toBe(false), within);
      }
    });

    it("waits for the delay", async () => {
      const { queue, start } = await setUp();
      const seen: number[] = [];
      await start(async ({ operationId }) => void seen.push(operationId));
      await queue.enqueue({ operationId: 1 }, { delay: 1_000 });
      expect(await queue.counts()).toEqual({ waiting: 0, delayed: 1, active: 0 });
      await queue.enqueue({ operationId: 2 });
      await vi.waitFor(() => expect(seen).toEqual([2, 1]), within);
    });

    it("shares the jobs among workers, each job to one", async () => {
      const { queue, start } = await setUp();
      const seen: [string, number][] = [];
      const ids = Array.from({ length: 20 }, (_, i) => i + 1);
      const handler = (worker: string) => async (job: DeliveredJob) => {
        seen.push([worker, job.operationId]);
        await new Promise((resume) => setTimeout(resume, 50));
      };
      await Promise.all([start(handler("a")), start(handler("b"))]);
      await Promise.all(ids.map((operationId) => queue.enqueue({ operationId })));
      await vi.waitFor(() => expect(seen).toHaveLength(ids.length), within);
      expect(seen.map(([, id]) => id).toSorted((a, b) => a - b)).toEqual(ids);
      expect(new Set(seen.map(([worker]) => worker)).size).toBe(2);
    });

    it("runs as many at once as a worker may", async () => {
      const { queue, start } = await setUp();
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await start(() => released, { concurrency: 2 });
      for (const operationId of [1, 2, 3]) await queue.enqueue({ operationId });
      await vi.waitFor(async () => expect(await queue.counts()).toEqual({ waiting: 1, delayed: 0, active: 2 }), within);
      release();
      await vi.waitFor(async () => expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0 }), within);
    });

    it("drops what it does not know", async () => {
      const { name, queue, start } = await setUp();
      const raw = openQueue(url(), name);
      cleanups.push(() => raw.close());
      await raw.add("operation", { operationId: "seven" } as never, { removeOnComplete: true });
      await raw.add("of-another-age", { operationId: 1 }, { removeOnComplete: true });
      const handler = vi.fn();
      const warn = vi.fn();
      await start(handler, { logger: { warn, error: vi.fn() } });
      await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2), within);
      await vi.waitFor(async () => expect(await queue.counts()).toEqual({ waiting: 0, delayed: 0, active: 0 }), within);
      expect(handler).not.toHaveBeenCalled();
    });
  });

  describe("errors", () => {
    it("that may pass are tried again, three times in all", async () => {
      const { queue, start } = await setUp();
      const seen: [number, number][] = [];
      await start(async ({ attempt, attemptsLeft }) => {
        seen.push([attempt, attemptsLeft]);
        throw new AppError("transient", "test.transient", "The archive is away");
      });
      await queue.enqueue({ operationId: 7 });
      await vi.waitFor(() => expect(seen).toHaveLength(3), { ...within, timeout: 20_000 });
      expect(seen).toEqual([
        [1, 2],
        [2, 1],
        [3, 0],
      ]);
      await vi.waitFor(async () => expect(await queue.has(7)).toBe(false), within);
    });

    it.each([
      ["that cannot pass", new AppError("invalid", "test.invalid", "No")],
      ["that nobody expected", new TypeError("x is not a function")],
    ])("%s are final", async (_, error) => {
      const { queue, start } = await setUp();
      const handler = vi.fn(async () => {
        throw error;
      });
      await start(handler);
      await queue.enqueue({ operationId: 7 });
      await vi.waitFor(() => expect(handler).toHaveBeenCalled(), within);
      await vi.waitFor(async () => expect(await queue.has(7)).toBe(false), within);
      expect(handler).toHaveBeenCalledTimes(1);
    });
  });

  describe("removal", () => {
    it("takes a waiting or delayed job away, not one that runs", async () => {
      const { queue, start } = await setUp();
      await queue.enqueue({ operationId: 1 });
      await queue.enqueue({ operationId: 2 }, { delay: 60_000 });
      expect([await queue.remove(1), await queue.remove(2), await queue.remove(3)]).toEqual([true, true, true]);
      expect([await queue.has(1), await queue.has(2)]).toEqual([false, false]);
      await start((_, signal) => aborted(signal));
      await queue.enqueue({ operationId: 4 });
      await vi.waitFor(async () => expect((await queue.counts()).active).toBe(1), within);
      expect(await queue.remove(4)).toBe(false);
      expect(await queue.has(4)).toBe(true);
    });
  });

  describe("a worker that closes", () => {
    it("lets its job end and takes no other", async () => {
      const { queue, start } = await setUp();
      const seen: string[] = [];
      const first = await start(async ({ operationId }) => {
        seen.push(`${operationId} began`);
        await new Promise((resume) => setTimeout(resume, 500));
        seen.push(`${operationId} ended`);
      });
      await queue.enqueue({ operationId: 1 });
      await queue.enqueue({ operationId: 2 });
      await vi.waitFor(() => expect(seen).toEqual(["1 began"]), within);
      await first.close(10_000);
      expect(seen).toEqual(["1 began", "1 ended"]);
      expect(await queue.counts()).toEqual({ waiting: 1, delayed: 0, active: 0 });
    });

    it.each([1, 2])(
      "gives a job back that takes too long, and no attempt is lost, with %i at once",
      async (concurrency) => {
        const { queue, start } = await setUp();
        const first = await start((_, signal) => aborted(signal), { concurrency });
        await queue.enqueue({ operationId: 7 });
        await vi.waitFor(async () => expect((await queue.counts()).active).toBe(1), within);
        await first.close(100);
        expect(await queue.counts()).toEqual({ waiting: 1, delayed: 0, active: 0 });
        const jobs: DeliveredJob[] = [];
        await start(async (job) => void jobs.push(job));
        await vi.waitFor(() => expect(jobs).toEqual([{ operationId: 7, attempt: 1, attemptsLeft: 2 }]), within);
      },
    );

    it("gives back unseen what its free slot takes meanwhile", async () => {
      const { queue, start } = await setUp();
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const seen: number[] = [];
      const handler = async ({ operationId }: DeliveredJob) => {
        seen.push(operationId);
        await ended;
      };
      const first = await start(handler, { concurrency: 2 });
      await queue.enqueue({ operationId: 1 });
      await vi.waitFor(() => expect(seen).toEqual([1]), within);
      const closed = first.close(10_000);
      await queue.enqueue({ operationId: 2 });
      await vi.waitFor(async () => expect(await queue.counts()).toEqual({ waiting: 1, delayed: 0, active: 1 }), within);
      end();
      await closed;
      expect(seen).toEqual([1]);
      expect(await queue.counts()).toEqual({ waiting: 1, delayed: 0, active: 0 });
    });

    it("returns although a handler does not listen", async () => {
      const { queue, start } = await setUp();
      const handler = vi.fn(() => new Promise<void>(() => {}));
      const deaf = await start(handler);
      await queue.enqueue({ operationId: 7 });
      await vi.waitFor(() => expect(handler).toHaveBeenCalled(), within);
      await deaf.close(0);
      expect((await queue.counts()).active).toBe(1);
    });
  });

  describe("an operation that is sent again while its job runs", () => {
    it("can be sent when the job is done", async () => {
      const { queue, start } = await setUp();
      const jobs: DeliveredJob[] = [];
      const done: number[] = [];
      const handler = async (job: DeliveredJob) => {
        jobs.push(job);
        if (jobs.length === 1) await queue.enqueue({ operationId: job.operationId });
      };
      const onDone = async (operationId: number) => {
        done.push(operationId);
        if (done.length === 1) await queue.enqueue({ operationId });
      };
      await start(handler, { onDone });
      await queue.enqueue({ operationId: 7 });
      await vi.waitFor(() => expect(done).toEqual([7, 7]), within);
      expect(jobs).toHaveLength(2);
      expect(await queue.has(7)).toBe(false);
    });

    it("is not reported when the job failed: what cannot pass shall not go round", async () => {
      const { queue, start } = await setUp();
      const onDone = vi.fn(async () => {});
      const handler = vi.fn(async () => {
        throw new AppError("invalid", "test.invalid", "No");
      });
      await start(handler, { onDone });
      await queue.enqueue({ operationId: 7 });
      await vi.waitFor(() => expect(handler).toHaveBeenCalled(), within);
      await vi.waitFor(async () => expect(await queue.has(7)).toBe(false), within);
      expect(onDone).not.toHaveBeenCalled();
    });
  });

  describe("a worker that dies", () => {
    it("loses its job to another, and no attempt is lost", async () => {
      const { name, queue, start } = await setUp();
      await queue.enqueue({ operationId: 7 });
      // Exactly what a killed process leaves: an active job whose lock nobody renews.
      const dead = openWorker(url(), name, null, { autorun: false, lockDuration: 1_000, stalledInterval: 5_000 });
      await vi.waitFor(async () => expect(await dead.getNextJob("token", { block: false })).toBeDefined(), within);
      await dead.close(true);
      expect((await queue.counts()).active).toBe(1);
      const jobs: DeliveredJob[] = [];
      await start(async (job) => void jobs.push(job));
      await vi.waitFor(() => expect(jobs).toEqual([{ operationId: 7, attempt: 1, attemptsLeft: 2 }]), stalled);
    });
  });

  describe("ping", () => {
    it("answers", async () => {
      const { queue } = await setUp();
      await expect(queue.ping()).resolves.toBeUndefined();
    });
  });
}
