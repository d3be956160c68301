import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runFolder } from "../files/object-key.ts";
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

async function median(): Promise<Submitted> {
  const name = `frame-${next++}`;
  bench.archive.put(name, { id: name });
  return submitMedian(bench, ada, files(name));
}

/** Leaves what a worker leaves that was killed: a claimed run with a lapsed lease, its temp folder, and no job. */
async function killWorkerOn(work: Submitted): Promise<string> {
  const operation = (await bench.database.operations.find(work.id))!;
  const { run } = await bench.database.runs.findOrCreateLive({
    resultKey: operation.resultKey,
    operationName: "Median",
    operationVersion: 1,
    recipe: {},
    inputs: [],
  });
  await bench.database.operations.attach(work.id, run.id);
  const claimed = (await bench.database.runs.claim(run.id, "a dead worker", 20))!;
  await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() - interval '1 s' WHERE "id" = '${run.id}'`);
  const folder = join(bench.engine.tmpDir, `${run.id}-${claimed.attempts}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "half.fits"), "half");
  bench.queue.waiting.length = 0;
  return run.id;
}

/** Lets the seconds pass for an operation, or for all. */
const age = (work: Submitted | "all", seconds: number) =>
  bench.execute(`UPDATE "DataOperation" SET "queuedAt" = "queuedAt" - interval '${seconds} s',
    "lookAt" = "lookAt" - interval '${seconds} s' ${work === "all" ? "" : `WHERE "id" = ${work.id}`}`);

/** Seconds until the sweeper looks after an operation again. */
async function pauseOf({ id }: Submitted): Promise<number> {
  const [row] = await bench.execute(
    `SELECT extract(epoch FROM "lookAt" - now()) AS pause FROM "DataOperation" WHERE "id" = ${id}`,
  );
  return Number(row?.pause);
}

describe("after a worker was killed", () => {
  it("the run is computed by another, and its folder is gone", async () => {
    const work = await median();
    await killWorkerOn(work);
    await bench.services.runs.sweep();
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
    expect(bench.queue.waiting).toEqual([work.id]);
    await bench.work();
    expect(await look(bench, ada, work)).toMatchObject({ status: "COMPLETED" });
  });

  it("twice over the same run, it is given up with a text", async () => {
    const work = await median();
    await killWorkerOn(work);
    await killWorkerOn(work);
    await bench.services.runs.sweep();
    const shown = await look(bench, ada, work);
    expect(shown).toMatchObject({ status: "FAILED" });
    expect(shown.message).toMatch(/^The worker stopped twice/);
    expect(bench.queue.waiting).toEqual([]);
  });

  it("a worker that gets the job before the sweeper does not try a third time either", async () => {
    const work = await median();
    await killWorkerOn(work);
    await killWorkerOn(work);
    await bench.services.runs.process({ operationId: work.id, attemptsLeft: 2 }, new AbortController().signal);
    expect((await look(bench, ada, work)).message).toMatch(/^The worker stopped twice/);
  });

  it("a run nobody waits for is stopped", async () => {
    const work = await median();
    const runId = await killWorkerOn(work);
    await bench.execute(`DELETE FROM "DataOperation" WHERE "id" = ${work.id}`);
    await bench.services.runs.sweep();
    expect(await bench.database.runs.find(runId)).toBeNull();
  });
});

describe("a run that was forgotten", () => {
  it("by whoever left it last is stopped when it is old, and gives its inputs free", async () => {
    const recipe = { operationName: "Median", operationVersion: 1, recipe: {}, inputs: [] };
    const [old, young] = ["a1", "a2"].map((digits) => digits.repeat(32));
    const runs = [];
    for (const resultKey of [old!, young!]) {
      runs.push((await bench.database.runs.findOrCreateLive({ ...recipe, resultKey })).run.id);
    }
    await bench.execute(`UPDATE "Run" SET "createdAt" = now() - interval '2 min' WHERE "id" = '${runs[0]}'`);
    await bench.services.runs.sweep();
    expect(await bench.database.runs.find(runs[0]!)).toBeNull();
    expect(await bench.database.runs.find(runs[1]!)).toMatchObject({ status: "PENDING" });
  });
});

describe("what cannot be mended", () => {
  it("does not stand in the way of what can", async () => {
    const works = [await median(), await median()];
    for (const work of works) await killWorkerOn(work);
    const enqueue = bench.queue.port.enqueue;
    bench.queue.port.enqueue = async (job) => {
      if (job.operationId === works[0]!.id) throw new Error("no");
      return enqueue(job);
    };
    await mkdir(join(bench.engine.tmpDir, "rubbish"));
    await bench.services.runs.sweep();
    bench.queue.port.enqueue = enqueue;
    expect(bench.queue.waiting).toEqual([works[1]!.id]);
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
    await bench.services.runs.sweep();
    await bench.work();
    for (const work of works) expect((await look(bench, ada, work)).status).toBe("COMPLETED");
  });

  it("takes with it what a killed worker had stored, once its operation is deleted", async () => {
    const work = await median();
    const runId = await killWorkerOn(work);
    await bench.store.put(`${runFolder(runId)}/half.fits`, Buffer.from("half"));
    await bench.services.operations.delete(ada, work.sessionId, work.id);
    expect(await bench.store.list(runFolder(runId))).toEqual([]);
  });
});

describe("a lost job", () => {
  it("is sent again by the sweeper, once it is old enough", async () => {
    const work = await median();
    bench.queue.waiting.length = 0;
    await bench.services.runs.sweep();
    expect(bench.queue.waiting).toEqual([]);
    await age(work, 40);
    await bench.services.runs.sweep();
    expect(bench.queue.waiting).toEqual([work.id]);
    await bench.work();
    expect(await look(bench, ada, work)).toMatchObject({ status: "COMPLETED" });
  });

  it("is sent again by reading the operation, and not at every look", async () => {
    const work = await median();
    bench.queue.waiting.length = 0;
    await age(work, 40);
    await look(bench, ada, work);
    expect(bench.queue.waiting).toEqual([work.id]);
    bench.queue.waiting.length = 0;
    await look(bench, ada, work);
    expect(bench.queue.waiting).toEqual([]);
    await age(work, 40);
    await look(bench, ada, work);
    expect(bench.queue.waiting).toEqual([work.id]);
    await bench.work();
  });

  it("that only waits in a long queue is left alone", async () => {
    const work = await median();
    await age(work, 10_000);
    await look(bench, ada, work);
    await bench.services.runs.sweep();
    expect((await bench.database.operations.find(work.id))!.requeues).toBe(0);
    await bench.work();
  });

  it("that is lost again and again is sent again each time, after pauses that grow, and the operation completes", async () => {
    const works = await Promise.all(Array.from({ length: 72 }, median));
    const ids = works.map(({ id }) => id).sort((a, b) => a - b);
    const pauses: number[] = [];
    for (let loss = 0; loss < 5; loss++) {
      bench.queue.waiting.length = 0;
      await age("all", 3600);
      await bench.services.runs.sweep();
      expect(bench.queue.waiting.toSorted((a, b) => a - b)).toEqual(ids);
      pauses.push(await pauseOf(works[0]!));
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBeGreaterThan(10 * pauses[0]!);
    await bench.work();
    for (const work of works) expect(await look(bench, ada, work)).toMatchObject({ status: "COMPLETED" });
  });

  it("is found behind more waiting operations than one sweep looks at", async () => {
    const { id } = await median();
    const columns = `"sessionId", "name", "inputData", "resultKey", "linkSalt"`;
    const made = await bench.execute(`INSERT INTO "DataOperation" (${columns})
      SELECT ${columns} FROM "DataOperation", generate_series(1, 130) WHERE "id" = ${id} RETURNING "id"`);
    bench.queue.waiting.push(...made.map((row) => Number(row.id)));
    await age("all", 3600);
    const lost = bench.queue.waiting.pop();
    await bench.services.runs.sweep();
    await bench.services.runs.sweep();
    expect(bench.queue.waiting).toContain(lost);
    bench.queue.waiting.length = 0;
    await bench.execute(`DELETE FROM "DataOperation" WHERE "id" >= ${id}`);
  });
});

describe.each([-3600, 3600])("on a machine whose clock is %d s off", (seconds) => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 }));
  afterAll(() => void vi.useRealTimers());

  it("folders of running attempts stay, those of lapsed ones go", async () => {
    const [running, lapsed] = [await killWorkerOn(await median()), await killWorkerOn(await median())];
    await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() + interval '1 min' WHERE "id" = '${running}'`);
    bench.engine.live.add("a folder of ours");
    await mkdir(join(bench.engine.tmpDir, "a folder of ours"));
    await bench.services.runs.sweep();
    expect((await readdir(bench.engine.tmpDir)).sort()).toEqual([`${running}-1`, "a folder of ours"].sort());
    bench.engine.live.clear();
    await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() WHERE "id" = '${running}'`);
    await bench.services.runs.sweep();
    expect(await readdir(bench.engine.tmpDir)).toEqual([]);
    expect(await bench.database.runs.find(lapsed)).toMatchObject({ isLeased: false });
    await bench.work();
  });

  it("a waiting operation is neither sent twice nor given up, and one that runs is not sent at all", async () => {
    const waiting = await median();
    const running = await median();
    const runId = await killWorkerOn(running);
    await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() + interval '1 min' WHERE "id" = '${runId}'`);
    await look(bench, ada, waiting);
    await look(bench, ada, running);
    await bench.services.runs.sweep();
    expect(bench.queue.waiting).toEqual([]);
    await age("all", 40);
    await look(bench, ada, running);
    await bench.services.runs.sweep();
    expect(bench.queue.waiting).toEqual([waiting.id]);
    await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() WHERE "id" = '${runId}'`);
    await bench.services.runs.sweep();
    await bench.work();
    for (const work of [waiting, running]) expect((await look(bench, ada, work)).status).toBe("COMPLETED");
  });

  it("a run is computed, and its lease kept", async () => {
    const work = await median();
    await bench.work();
    expect((await look(bench, ada, work)).status).toBe("COMPLETED");
  });
});

describe("left-overs", () => {
  it("keeps the folder of a run that is worked on, and removes what is no run's", async () => {
    const work = await median();
    const runId = await killWorkerOn(work);
    await bench.execute(`UPDATE "Run" SET "leaseExpiresAt" = now() + interval '1 min' WHERE "id" = '${runId}'`);
    for (const name of ["rubbish", `${runId}-99`]) await mkdir(join(bench.engine.tmpDir, name));
    await bench.services.runs.sweep();
    expect(await readdir(bench.engine.tmpDir)).toEqual([`${runId}-1`]);
  });
});
