import { describe, expect, it } from "vitest";
import { testJobQueue } from "./job-queue.contract.ts";

describe("the queue on Redis", () => {
  const url = process.env.TEST_REDIS_URL ?? "";

  it("has a server to be tested on", () => {
    expect(url, "TEST_REDIS_URL must name a Redis server").toMatch(/^rediss?:\/\//);
  });

  testJobQueue(() => url);
});
