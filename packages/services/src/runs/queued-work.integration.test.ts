import { AppError } from "@datalab/errors";
import { createJobQueue, type JobQueue, type JobWorker, startJobWorker } from "@datalab/queue";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { endlessExecute, fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, type Submitted, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let queue: JobQueue;
let worker: JobWorker;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
const within = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  bench = await workBench((url) => {
    queue = createJobQueue({ url });
    return queue;
  });
  await queue.migrate();
  ada = await bench.person("ada");
  for (const name of ["a", "b", "c", "d"]) bench.archive.put(name, { id: name });
  worker = await start();
});
afterAll(async () => {
  await worker.close({ graceMs: 1000 });
  await queue.close();
  await bench.close();
});

async function start(): Promise<JobWorker> {
  const { process: handler, afterJob: onDone } = bench.services.runs;
  const started = startJobWorker({ url: bench.databaseUrl, concurrency: 2, handler, onDone });
  await started.ready();
  return started;
}

const becomes = (median: Submitted, state: string) =>
  vi.waitFor(async () => expect((await look(bench, ada, median)).trueState.state).toBe(state), within);

describe("on the real queue", () => {
  it("an operation runs from submit to result, and an equal one joins it", async () => {
    const execute = vi.fn(fakeExecute);
    bench.engine.execute = execute;
    const [first, second] = [
      await submitMedian(bench, ada, files("a", "b")),
      await submitMedian(bench, ada, files("b", "a")),
    ];
    await becomes(first, "completed");
    await becomes(second, "completed");
    expect(execute).toHaveBeenCalledTimes(1);
  });

  it("a passing error is tried again by the queue", async () => {
    let calls = 0;
    bench.engine.execute = async (execution) => {
      if (calls++ === 0) throw new AppError("transient", "archive.unreachable", "The archive did not answer.");
      return fakeExecute(execution);
    };
    await becomes(await submitMedian(bench, ada, files("a", "c")), "completed");
    expect(calls).toBe(2);
  });

  it("a cancelled operation leaves the worker free", async () => {
    bench.engine.execute = endlessExecute;
    const median = await submitMedian(bench, ada, files("a", "d"));
    await becomes(median, "running");
    await bench.services.operations.cancel(ada, median.sessionId, median.id);
    await vi.waitFor(async () => expect((await queue.counts()).active).toBe(0), within);
    bench.engine.execute = fakeExecute;
    await becomes(await submitMedian(bench, ada, files("b", "d")), "completed");
  });

  it("an operation that is started again while its cancelled job still ends waits for nothing else", async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    bench.engine.execute = async ({ signal }) => {
      await gate;
      throw signal.reason ?? new Error("was not stopped");
    };
    const median = await submitMedian(bench, ada, files("a", "b", "d"));
    await becomes(median, "running");
    await bench.services.operations.cancel(ada, median.sessionId, median.id);
    bench.engine.execute = fakeExecute;
    await bench.services.operations.retry(ada, median.sessionId, median.id);
    expect((await look(bench, ada, median)).trueState.state).toBe("queued");
    finish();
    await becomes(median, "completed");
  });

  it("a worker that is stopped hands its run to the next one", async () => {
    bench.engine.execute = endlessExecute;
    const median = await submitMedian(bench, ada, files("c", "d"));
    await becomes(median, "running");
    await worker.close({ graceMs: 100 });
    await becomes(median, "attached");
    bench.engine.execute = fakeExecute;
    worker = await start();
    await becomes(median, "completed");
  });
});
