import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readiness } from "./health.ts";
import type { ServiceDeps } from "./service-deps.ts";
import { type WorkBench, workBench } from "./testing/work-bench.fixture.ts";

let bench: WorkBench;
beforeAll(async () => {
  bench = await workBench();
});
afterAll(() => bench.close());

/** Each has not looked yet. */
const look = () => readiness(bench.options as ServiceDeps)();
const all = { ok: true, database: true, queue: true, store: true, disk: true, workers: true, messages: [] };

it("misses a worker, sees it by its heartbeat, and names what does not answer", async () => {
  const messages = ["No worker is running; operations wait."];
  expect(await look()).toEqual({ ...all, ok: false, workers: false, messages });
  await bench.database.workers.beat({
    ...{
      id: randomUUID(),
      host: "h",
      pid: 1,
      version: "1",
      threads: 1,
      memory: null,
      currentRunId: null,
      trouble: null,
    },
  });
  expect(await look()).toEqual(all);
  bench.queue.breakDown();
  expect(await look()).toEqual({ ...all, ok: false, queue: false, messages: ["The queue does not answer."] });
});
