import { createJobQueue, type JobQueue, startJobWorker } from "@datalab/queue";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { files, look, type Submitted, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

const OPERATIONS = 72;
const within = { timeout: 90_000, interval: 500 };

/** A queue that forgets everything, as often as it likes, costs no operation. `urlOf` gets the database's address. */
export function testEmptiedQueue(
  urlOf: (databaseUrl: string) => string,
  empty: (bench: WorkBench) => Promise<unknown>,
): void {
  let bench: WorkBench;
  let queue: JobQueue;
  let ada: Awaited<ReturnType<WorkBench["person"]>>;

  beforeAll(async () => {
    bench = await workBench((url) => {
      queue = createJobQueue({ url: urlOf(url) });
      return queue;
    });
    await queue.migrate();
    ada = await bench.person("ada");
  });
  afterAll(async () => {
    await queue.close();
    await bench.close();
  });

  it("sends every waiting operation again each time it was emptied, and all complete", async () => {
    const works: Submitted[] = [];
    for (let n = 0; n < OPERATIONS; n++) {
      bench.archive.put(`frame-${n}`, { id: `frame-${n}` });
      works.push(await submitMedian(bench, ada, files(`frame-${n}`)));
    }
    for (let loss = 0; loss < 5; loss++) {
      await empty(bench);
      expect(await queue.counts()).toMatchObject({ waiting: 0 });
      await bench.execute(`UPDATE "DataOperation" SET "lookAt" = now() - interval '1 s'`);
      await bench.services.runs.sweep();
      expect(await queue.counts()).toMatchObject({ waiting: OPERATIONS });
    }
    const { process: handler, afterJob: onDone } = bench.services.runs;
    const worker = startJobWorker({ url: urlOf(bench.databaseUrl), concurrency: 2, handler, onDone });
    await worker.ready();
    await vi.waitFor(async () => {
      const rows = await bench.execute(`SELECT count(*)::int AS n FROM "Run" WHERE "status" = 'COMPLETED'`);
      expect(rows).toEqual([{ n: OPERATIONS }]);
    }, within);
    for (const work of works) expect(await look(bench, ada, work)).toMatchObject({ status: "COMPLETED" });
    await worker.close({ graceMs: 1000 });
  });
}
