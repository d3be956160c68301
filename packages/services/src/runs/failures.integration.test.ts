import { readdir } from "node:fs/promises";
import { AppError } from "@datalab/errors";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { runFolder } from "../files/object-key.ts";
import { endlessExecute, fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, type Submitted, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let next = 0;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
});
afterAll(() => bench.close());
afterEach(() => {
  bench.engine.execute = fakeExecute;
  bench.engine.timeLimitSeconds = 60;
});

/** Two public frames that no other test uses. */
function freshFiles() {
  const names = [`frame-${next++}`, `frame-${next++}`];
  for (const name of names) bench.archive.put(name, { id: name });
  return files(...names);
}

const failing = (error: unknown) => {
  bench.engine.execute = vi.fn(async () => {
    throw error;
  });
};

const process = (operationId: number, signal = new AbortController().signal, attemptsLeft = 2) =>
  bench.services.runs.process({ operationId, attemptsLeft }, signal);

const whenRunning = (median: Submitted) =>
  vi.waitFor(async () => expect((await look(bench, ada, median)).trueState.state).toBe("running"));

describe("when a run fails", () => {
  it("shows the text of a mistake in the input, and does not try again", async () => {
    failing(new AppError("invalid", "operations.too_few", "Median needs at least 2 Input Files file(s)."));
    const median = await submitMedian(bench, ada, freshFiles());
    expect(await bench.work()).toBe(0);
    expect(await look(bench, ada, median)).toMatchObject({
      status: "FAILED",
      message: "Median needs at least 2 Input Files file(s).",
      output: null,
    });
    expect(bench.engine.execute).toHaveBeenCalledTimes(1);
  });

  it("tells nothing of a mistake of ours but that it happened", async () => {
    failing(new TypeError("undefined is not a function at /srv/secret.ts"));
    const median = await submitMedian(bench, ada, freshFiles());
    await bench.work();
    expect((await look(bench, ada, median)).message).toBe(
      "The operation stopped because of an internal error. Please contact the developers if it keeps happening.",
    );
    expect(bench.logged).toContain("A run failed");
  });

  it("tries again after a passing error of the archive, of a download or of the run", async () => {
    const passing = new AppError("transient", "archive.unreachable", "The archive did not answer.");
    const median = await submitMedian(bench, ada, freshFiles());
    bench.archive.failNext(1);
    let calls = 0;
    bench.engine.execute = async (execution) => {
      if (calls++ === 0) throw passing;
      return fakeExecute(execution);
    };
    expect(await bench.work()).toBe(2);
    expect(await look(bench, ada, median)).toMatchObject({ status: "COMPLETED" });
  });

  it("gives up with the cause when the last attempt fails too", async () => {
    failing(new AppError("transient", "archive.unreachable", "The archive did not answer."));
    const median = await submitMedian(bench, ada, freshFiles());
    expect(await bench.work()).toBe(2);
    expect(bench.engine.execute).toHaveBeenCalledTimes(3);
    expect(await look(bench, ada, median)).toMatchObject({ status: "FAILED", message: "The archive did not answer." });
  });

  it("gives up with the cause when rights cannot be checked", async () => {
    const median = await submitMedian(bench, ada, freshFiles());
    bench.archive.failNext(100);
    expect(await bench.work()).toBe(2);
    bench.archive.failNext(0);
    const shown = await look(bench, ada, median);
    expect(shown).toMatchObject({ status: "FAILED", message: "The archive did not answer." });
    expect(shown.trueState.state).toBe("failed");
  });

  it("gives up with a text when something breaks before there is a run", async () => {
    const median = await submitMedian(bench, ada, freshFiles());
    const { attach } = bench.database.operations;
    bench.database.operations.attach = () => Promise.reject(new Error("secret"));
    await bench.work();
    bench.database.operations.attach = attach;
    const shown = await look(bench, ada, median);
    expect(shown.status).toBe("FAILED");
    expect(shown.message).toMatch(/^The operation stopped because of an internal error/);
  });

  it("stops at the time limit", async () => {
    bench.engine.execute = endlessExecute;
    bench.engine.timeLimitSeconds = 0.2;
    const median = await submitMedian(bench, ada, freshFiles());
    expect(await bench.work()).toBe(0);
    expect(await look(bench, ada, median)).toMatchObject({
      status: "FAILED",
      message: "The operation ran longer than the allowed time and was stopped.",
    });
  });

  it("stays failed until it is asked for again", async () => {
    failing(new AppError("invalid", "x", "No."));
    const inputs = freshFiles();
    const first = await submitMedian(bench, ada, inputs);
    await bench.work();
    expect((await look(bench, ada, first)).status).toBe("FAILED");
    expect(bench.queue.waiting).toEqual([]);

    bench.engine.execute = fakeExecute;
    const second = await submitMedian(bench, ada, inputs);
    await bench.work();
    expect((await look(bench, ada, second)).status).toBe("COMPLETED");
    expect((await look(bench, ada, first)).status).toBe("FAILED");

    expect((await bench.services.operations.retry(ada, first.sessionId, first.id)).status).toBe("COMPLETED");
    await expect(bench.services.operations.retry(ada, first.sessionId, first.id)).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("leaves nothing in the temp folder or the store", async () => {
    const median = await submitMedian(bench, ada, freshFiles());
    const objects: number[] = [];
    bench.engine.execute = async (execution) => {
      execution.onOutput!(await fakeExecute(execution));
      await vi.waitFor(async () => expect((await look(bench, ada, median)).output).not.toBeNull());
      const { runId } = (await look(bench, ada, median)).trueState;
      objects.push((await bench.store.list(runFolder(runId!))).length);
      throw new AppError("invalid", "x", "No.");
    };
    await bench.work();
    const shown = await look(bench, ada, median);
    objects.push((await bench.store.list(runFolder(shown.trueState.runId!))).length);
    expect(objects).toEqual([3, 0]);
    expect(shown).toMatchObject({ status: "FAILED", output: null });
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
  });
});

describe("cancelling", () => {
  it("stops a running operation at once and tells who did it", async () => {
    bench.engine.execute = endlessExecute;
    const median = await submitMedian(bench, ada, freshFiles());
    const working = bench.work();
    await whenRunning(median);
    const shown = await bench.services.operations.cancel(ada, median.sessionId, median.id);
    expect(shown).toMatchObject({ status: "FAILED", message: "Cancelled by ada." });
    expect(shown.trueState.state).toBe("cancelled");
    expect(await working).toBe(0);
    await expect(bench.services.operations.cancel(ada, median.sessionId, median.id)).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("stops the run even when the queue is away", async () => {
    const lame = await workBench();
    const bob = await lame.person("bob");
    lame.archive.put("a", { id: "a" });
    lame.engine.execute = endlessExecute;
    const median = await submitMedian(lame, bob, files("a"));
    const working = lame.services.runs.process(
      { operationId: median.id, attemptsLeft: 2 },
      new AbortController().signal,
    );
    await vi.waitFor(async () => expect((await look(lame, bob, median)).trueState.state).toBe("running"));
    lame.queue.breakDown();
    const { runId } = (await look(lame, bob, median)).trueState;
    await lame.services.operations.cancel(bob, median.sessionId, median.id);
    expect(await lame.database.runs.find(runId!)).toBeNull();
    await working;
    await lame.close();
  });

  it("takes a waiting operation out of the queue", async () => {
    const median = await submitMedian(bench, ada, freshFiles());
    await bench.services.operations.cancel(ada, median.sessionId, median.id);
    expect(bench.queue.waiting).toEqual([]);
    await process(median.id);
    expect((await look(bench, ada, median)).trueState.state).toBe("cancelled");
  });

  it("lets the run go on while another operation stands on it", async () => {
    const inputs = freshFiles();
    const [first, second] = [await submitMedian(bench, ada, inputs), await submitMedian(bench, ada, inputs)];
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    bench.engine.execute = async (execution) => {
      await gate;
      execution.signal.throwIfAborted();
      return fakeExecute(execution);
    };
    const working = process(first.id);
    await whenRunning(first);
    await process(second.id); // attaches and leaves the work to the other
    expect((await look(bench, ada, second)).trueState.state).toBe("running");
    await bench.services.operations.cancel(ada, first.sessionId, first.id);
    finish();
    await working;
    expect((await look(bench, ada, first)).trueState.state).toBe("cancelled");
    expect((await look(bench, ada, second)).status).toBe("COMPLETED");
    bench.queue.waiting.length = 0;
  });

  it("passes the work on when the operation that was to do it leaves", async () => {
    const inputs = freshFiles();
    const [first, second] = [await submitMedian(bench, ada, inputs), await submitMedian(bench, ada, inputs)];
    failing(new AppError("transient", "x", "Later."));
    await expect(process(first.id)).rejects.toThrow("Later.");
    bench.engine.execute = fakeExecute;
    await bench.database.operations.attach(second.id, (await look(bench, ada, first)).trueState.runId!);
    bench.queue.waiting.length = 0; // the second job is done, the first waits for its next attempt
    await bench.services.operations.cancel(ada, first.sessionId, first.id);
    expect(bench.queue.waiting).toEqual([second.id]);
    await bench.work();
    expect((await look(bench, ada, second)).status).toBe("COMPLETED");
  });

  it("of a deleted operation stops its run", async () => {
    bench.engine.execute = endlessExecute;
    const median = await submitMedian(bench, ada, freshFiles());
    const working = bench.work();
    await whenRunning(median);
    await bench.services.operations.delete(ada, median.sessionId, median.id);
    expect(await working).toBe(0);
  });
});

describe("when a worker goes", () => {
  it("gives the run back on an orderly stop, for the next worker to complete", async () => {
    bench.engine.execute = endlessExecute;
    const median = await submitMedian(bench, ada, freshFiles());
    const stop = new AbortController();
    const working = process(median.id, stop.signal);
    await whenRunning(median);
    stop.abort();
    await expect(working).rejects.toMatchObject({ kind: "transient", code: "runs.shutdown" });
    expect((await look(bench, ada, median)).trueState.state).toBe("attached");
    bench.engine.execute = fakeExecute;
    await bench.work();
    expect((await look(bench, ada, median)).status).toBe("COMPLETED");
  });

  it("leaves the objects to the worker that took the run over", async () => {
    const median = await submitMedian(bench, ada, freshFiles());
    bench.queue.waiting.length = 0;
    let takenOver = false;
    bench.engine.execute = async (execution) => {
      if (!takenOver) {
        takenOver = true;
        const { runId } = (await look(bench, ada, median)).trueState;
        await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() - interval '1 s' WHERE "id" = '${runId}'`);
        await process(median.id);
      }
      return fakeExecute(execution);
    };
    await process(median.id);
    const { status, trueState } = await look(bench, ada, median);
    expect({ status, attempts: trueState.attempts }).toEqual({ status: "COMPLETED", attempts: 2 });
    expect(await bench.store.list(runFolder(trueState.runId!))).toHaveLength(3);
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
  });

  it("does not let two workers compute one run", async () => {
    const median = await submitMedian(bench, ada, freshFiles());
    bench.engine.execute = vi.fn(fakeExecute);
    bench.queue.waiting.length = 0;
    await Promise.all([process(median.id), process(median.id), process(median.id)]);
    expect(bench.engine.execute).toHaveBeenCalledTimes(1);
    expect((await look(bench, ada, median)).status).toBe("COMPLETED");
  });
});
