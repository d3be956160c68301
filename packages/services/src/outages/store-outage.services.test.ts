import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { createJobQueue, type JobQueue, type JobWorker, startJobWorker } from "@datalab/queue";
import { s3Store } from "@datalab/storage/s3";
import { type FaultyProxy, startFaultyProxy } from "@datalab/testkit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, type Submitted, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

/** `CHAOS_OUTAGE_SECONDS=60 CHAOS_JOBS=60` repeats the trial at full scale. */
const OUTAGE_SECONDS = Number(process.env.CHAOS_OUTAGE_SECONDS ?? 8);
const JOBS = Number(process.env.CHAOS_JOBS ?? 12);
const endpoint = process.env.TEST_S3_ENDPOINT ?? "http://TEST_S3_ENDPOINT-must-name-a-server";
const region = "us-east-1";
const credentials = {
  accessKeyId: process.env.TEST_S3_ACCESS_KEY ?? "test:tester",
  secretAccessKey: process.env.TEST_S3_SECRET_KEY ?? "testing",
};

let bench: WorkBench;
let queue: JobQueue;
let worker: JobWorker;
let proxy: FaultyProxy;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let ticking: NodeJS.Timeout;

beforeAll(async () => {
  const bucket = `datalab-${randomUUID()}`;
  await new S3Client({ endpoint, region, credentials, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: bucket }),
  );
  proxy = await startFaultyProxy(endpoint);
  bench = await workBench((url) => {
    queue = createJobQueue({ url });
    return queue;
  });
  await queue.migrate();
  const limits = { requestMs: 2000, downloadMs: 2000, uploadMs: 2000 };
  Object.assign(bench.store, s3Store({ bucket, region, endpoint: proxy.url, credentials, limits }));
  ada = await bench.person("ada");
  bench.engine.execute = vi.fn(async (execution) => {
    await pause(100);
    return fakeExecute(execution);
  });
  const { process: handler, afterJob: onDone } = bench.services.runs;
  worker = startJobWorker({ url: bench.databaseUrl, concurrency: 1, handler, onDone });
  await worker.ready();
  ticking = setInterval(async () => {
    const { takesJobs } = await bench.services.runs.beat();
    await worker.takeJobs(takesJobs);
    await bench.services.runs.sweep();
  }, 1000);
});
afterAll(async () => {
  clearInterval(ticking);
  await worker.close({ graceMs: 1000 });
  await pause(2000);
  await proxy.close();
  await queue.close();
  await bench.close();
});

describe.each(["refuse", "hang"] as const)("a store whose connections %s while jobs wait", (fault) => {
  it("fails no operation, and hardly any is computed twice", {
    timeout: (OUTAGE_SECONDS + JOBS * 3 + 120) * 1000,
  }, async () => {
    const works: Submitted[] = [];
    for (let n = 0; n < JOBS; n++) {
      bench.archive.put(`${fault}-${n}`, { id: `${fault}-${n}` });
      works.push(await submitMedian(bench, ada, files(`${fault}-${n}`)));
    }
    const before = vi.mocked(bench.engine.execute).mock.calls.length;
    await proxy.fail(fault);
    await pause(OUTAGE_SECONDS * 1000);
    const during = await bench.services.health();
    expect(during).toMatchObject({ ok: false, store: false });
    await proxy.fail("none");
    await vi.waitFor(
      async () => {
        for (const work of works) expect((await look(bench, ada, work)).status).toBe("COMPLETED");
      },
      { timeout: (JOBS * 3 + 100) * 1000, interval: 1000 },
    );
    expect(vi.mocked(bench.engine.execute).mock.calls.length - before).toBeLessThanOrEqual(JOBS + 1);
  });
});
