import { afterAll, beforeAll, expect, it } from "vitest";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
beforeAll(async () => {
  bench = await workBench();
});
afterAll(() => bench.close());

it("makes one session with frames and a few operations, however often it is asked", async () => {
  const { actor } = await bench.services.accounts.ensureFirstAdmin();
  const demo = await bench.services.demo.seed(actor);
  expect(await bench.services.demo.seed(actor)).toEqual(demo);
  expect(demo.files.length).toBeGreaterThanOrEqual(2);
  const page = await bench.services.sessions.list(actor, {}, { limit: 10, offset: 0 });
  expect(page).toMatchObject({
    count: 1,
    results: [
      { id: demo.sessionId, operations: [{ name: "Median" }, { name: "Aperture Photometry" }, { name: "HR Diagram" }] },
    ],
  });
  for (const { basename } of demo.files) {
    expect(JSON.stringify(page.results[0]!.input_data)).toContain(basename);
  }
  expect(bench.queue.waiting).toEqual(page.results[0]!.operations.map(({ id }) => id));
});
