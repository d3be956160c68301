import { readdir } from "node:fs/promises";
import { AppError, type Dependency, OutageError } from "@datalab/errors";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWorkerServices } from "../create-services.ts";
import { fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, type Submitted, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

const within = { timeout: 30_000, interval: 200 };
const STORE_AWAY = "The file store is away; this operation waits and goes on by itself.";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let next = 0;

beforeEach(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
});
afterEach(() => bench.close());

async function median(): Promise<Submitted> {
  const name = `frame-${next++}`;
  bench.archive.put(name, { id: name });
  return submitMedian(bench, ada, files(name));
}

const outage = (dependency: Dependency) => new OutageError(dependency, `${dependency}.away`, "It is away.");
const shown = (work: Submitted) => look(bench, ada, work);

/** The store refuses everything until the answer is called. */
function storeGoes(): () => void {
  const { put, list, ping } = bench.store;
  const refuse = () => Promise.reject(outage("store"));
  Object.assign(bench.store, { put: refuse, list: refuse, ping: refuse });
  return () => Object.assign(bench.store, { put, list, ping });
}

/** Time passes for everything that waits. */
const pass = (seconds: number) =>
  bench.execute(`UPDATE "DataOperation" SET "lookAt" = "lookAt" - interval '${seconds} s',
    "outageSince" = "outageSince" - interval '${seconds} s'`);

describe("while the store is away", () => {
  it("the result of a run is kept and only stored when it is back; no further job is taken, and all complete", async () => {
    bench.engine.execute = vi.fn(fakeExecute);
    const [first, ...rest] = await Promise.all([1, 2, 3, 4].map(median));
    const comesBack = storeGoes();
    const job = { operationId: bench.queue.waiting.shift()!, attemptsLeft: 2 };
    await bench.services.runs.process(job, new AbortController().signal);
    expect(await bench.services.runs.beat()).toEqual({ takesJobs: false });
    for (const work of [first!, ...rest]) {
      expect(await shown(work)).toMatchObject({ status: "IN_PROGRESS", message: STORE_AWAY, output: null });
    }
    await bench.services.runs.sweep();
    expect(bench.engine.execute).toHaveBeenCalledTimes(1);

    comesBack();
    const done = [first!, ...rest].find(({ id }) => id === job.operationId)!;
    await vi.waitFor(async () => {
      await bench.services.runs.sweep();
      expect(await shown(done)).toMatchObject({ status: "COMPLETED" });
    }, within);
    expect(bench.engine.execute).toHaveBeenCalledTimes(1);
    expect(await bench.services.runs.beat()).toEqual({ takesJobs: true });
    await bench.work();
    for (const work of [first!, ...rest]) expect(await shown(work)).toMatchObject({ status: "COMPLETED", message: "" });
    expect(bench.engine.execute).toHaveBeenCalledTimes(4);
    expect((await readdir(bench.engine.keptDir)).filter((name) => name !== "holder")).toEqual([]);
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
  });

  it("a worker of another disk leaves the kept result to its holder, and computes it when the holder is gone", async () => {
    const work = await median();
    const comesBack = storeGoes();
    await bench.work();
    comesBack();
    const other = {
      ...bench.engine,
      execute: vi.fn(fakeExecute),
      keptDir: `${bench.engine.keptDir}-other`,
      live: new Set<string>(),
    };
    const elsewhere = createWorkerServices(bench.options, other);
    const job = { operationId: work.id, attemptsLeft: 2 };
    await elsewhere.runs.process(job, new AbortController().signal);
    expect(other.execute).not.toHaveBeenCalled();
    expect(await shown(work)).toMatchObject({ status: "IN_PROGRESS", message: STORE_AWAY });
    await bench.execute(`UPDATE "Run" SET "keptUntil" = now() - interval '1 s'`);
    await elsewhere.runs.process(job, new AbortController().signal);
    expect(other.execute).toHaveBeenCalledTimes(1);
    expect(await shown(work)).toMatchObject({ status: "COMPLETED" });
    await bench.services.runs.sweep();
    expect((await readdir(bench.engine.keptDir)).filter((name) => name !== "holder")).toEqual([]);
  });

  it("an operation whose result is kept is cancelled at once, and its result goes", async () => {
    const work = await median();
    const comesBack = storeGoes();
    await bench.work();
    const { trueState } = await bench.services.operations.cancel(ada, work.sessionId, work.id);
    expect(trueState.state).toBe("cancelled");
    comesBack();
    await bench.services.runs.sweep();
    expect((await readdir(bench.engine.keptDir)).filter((name) => name !== "holder")).toEqual([]);
  });

  it("cancelling does not wait for a store that does not answer", async () => {
    const work = await median();
    storeGoes();
    await bench.work();
    bench.store.list = () => new Promise(() => {});
    const { trueState } = await bench.services.operations.cancel(ada, work.sessionId, work.id);
    expect(trueState.state).toBe("cancelled");
  });

  it("an operation that waited longer than allowed ends with words", async () => {
    const work = await median();
    storeGoes();
    await bench.work();
    await pass(25 * 3600);
    await bench.services.runs.process({ operationId: work.id, attemptsLeft: 2 }, new AbortController().signal);
    expect(await shown(work)).toMatchObject({
      status: "FAILED",
      message: "The file store was away for 24 hours. Please start the operation again later.",
    });
  });
});

describe("while something else is away", () => {
  it("an operation waits for the archive however often it is away, and completes when it is back", async () => {
    const work = await median();
    const { frames } = bench.archive;
    bench.archive.frames = () => Promise.reject(outage("archive"));
    for (let time = 0; time < 6; time++) {
      expect(await bench.work()).toBe(0);
      expect(await shown(work)).toMatchObject({
        status: "IN_PROGRESS",
        message: "The archive is away; this operation waits and goes on by itself.",
      });
      expect(bench.queue.waiting).toEqual([]);
      await pass(300);
      await bench.services.runs.sweep();
      expect(bench.queue.waiting).toEqual([work.id]);
    }
    bench.archive.frames = frames;
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "COMPLETED", message: "" });
  });

  it("is not hurried by the end of its job", async () => {
    const work = await median();
    bench.archive.frames = () => Promise.reject(outage("archive"));
    await bench.work();
    await bench.services.runs.afterJob(work.id);
    expect(bench.queue.waiting).toEqual([]);
    const { trueState } = await bench.services.operations.cancel(ada, work.sessionId, work.id);
    expect(trueState.state).toBe("cancelled");
  });

  it("a missing frame is the operation's own failure", async () => {
    const work = await submitMedian(bench, ada, files("nowhere"));
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "FAILED", message: expect.stringMatching(/nowhere/) });
  });

  it("a full disk is told in words, and the operation goes on once there is room", async () => {
    const work = await median();
    bench.engine.execute = () =>
      Promise.reject(Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" }));
    await bench.work();
    expect(await shown(work)).toMatchObject({
      status: "IN_PROGRESS",
      message: "The disk of the worker is full; this operation waits and goes on by itself.",
    });
    bench.engine.execute = fakeExecute;
    await pass(300);
    await bench.services.runs.sweep();
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "COMPLETED" });
  });

  it("a run that there is no room for waits, computes nothing, and gives its room back", async () => {
    const work = await median();
    bench.engine.execute = vi.fn(fakeExecute);
    const release = vi.fn(async () => undefined);
    bench.engine.disk.reserve = async () => null;
    await bench.work();
    expect(bench.engine.execute).not.toHaveBeenCalled();
    expect((await shown(work)).message).toMatch(/^The disk of the worker is full/);
    bench.engine.disk.reserve = async (bytes) => (bytes > 1_000_000 ? { release } : null);
    await pass(300);
    await bench.services.runs.sweep();
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "COMPLETED" });
    expect(release).toHaveBeenCalledTimes(1);
  });

  it("a worker with a full disk takes no jobs and says so", async () => {
    bench.engine.disk.hasRoom = async () => false;
    expect(await bench.services.runs.beat()).toEqual({ takesJobs: false });
    expect((await bench.services.health()).messages).toContain("The disk of the worker is full.");
    await bench.services.runs.leave();
    expect(await bench.database.workers.alive(60)).toEqual([]);
  });

  it("a result that the database cannot take yet is written down when it can", async () => {
    const work = await median();
    const execute = vi.fn(fakeExecute);
    bench.engine.execute = execute;
    const { complete } = bench.database.runs;
    let failures = 3;
    bench.database.runs.complete = (...run) => (failures-- > 0 ? Promise.reject(outage("database")) : complete(...run));
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "COMPLETED" });
    expect(execute).toHaveBeenCalledTimes(1);
  });

  it("a run that lost its lease to a silent database is no crash", async () => {
    const work = await median();
    const { heartbeat } = bench.database.runs;
    bench.engine.leaseSeconds = 1;
    bench.database.runs.heartbeat = () => Promise.reject(outage("database"));
    bench.engine.execute = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const job = { operationId: work.id, attemptsLeft: 2 };
    await expect(bench.services.runs.process(job, new AbortController().signal)).rejects.toMatchObject({
      kind: "transient",
    });
    bench.database.runs.heartbeat = heartbeat;
    bench.engine.execute = fakeExecute;
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "COMPLETED" });
    expect((await bench.database.operations.find(work.id))!.run).toMatchObject({ attempts: 2, crashes: 0 });
  });

  it("an error of the store that is no outage ends the run", async () => {
    const work = await median();
    bench.store.put = () =>
      Promise.reject(new AppError("internal", "storage.refused", "The store refused the request."));
    await bench.work();
    expect(await shown(work)).toMatchObject({ status: "FAILED", message: expect.stringMatching(/internal error/) });
  });
});
