import { createDatabase } from "@datalab/db";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type FaultyProxy, startFaultyProxy } from "./faulty-proxy.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

let real: TestDatabase;
let proxy: FaultyProxy;
beforeAll(async () => {
  real = await createTestDatabase();
  proxy = await startFaultyProxy(real.url);
});
afterAll(async () => {
  await proxy.close();
  await real.drop();
});

it.each(["hang", "reset", "refuse"] as const)(
  "a database whose connections %s is told as away, and used again",
  async (fault) => {
    const database = createDatabase({ url: proxy.url, answerLimitMs: 500 });
    const events: string[] = [];
    database.runEvents.subscribe(({ kind }) => events.push(kind));
    await database.ping();
    await vi.waitFor(() => expect(events).toEqual(["reconnected"]));
    await proxy.fail(fault);
    await expect(database.ping()).rejects.toMatchObject({ code: "db.unavailable", dependency: "database" });
    await vi.waitFor(() => expect(events).toEqual(["reconnected"]));
    await new Promise((resolve) => setTimeout(resolve, 2000)); // long enough to notice that no event will come
    await proxy.fail("none");
    await vi.waitFor(() => database.ping(), { timeout: 10_000 });
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(1), { timeout: 15_000 });
    await database.close();
  },
);
