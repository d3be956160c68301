import { describe } from "vitest";
import { testEmptiedQueue } from "./emptied-queue.contract.ts";

describe("a queue on PostgreSQL that is emptied five times", () => {
  testEmptiedQueue(
    (databaseUrl) => databaseUrl,
    (bench) => bench.execute(`DELETE FROM "bullmq"."job"`),
  );
});
