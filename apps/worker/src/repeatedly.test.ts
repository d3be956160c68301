import { createLogger } from "@datalab/config";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { repeatedly } from "./repeatedly.ts";

const logger = createLogger({ name: "test", level: "silent" });

describe("a repeated task", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs at once and after each pause, until stopped", async () => {
    const sweep = vi.fn(async () => {});
    const sweeper = repeatedly("A sweep", sweep, 1000, logger);
    expect(sweep).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sweep).toHaveBeenCalledTimes(3);
    await sweeper.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sweep).toHaveBeenCalledTimes(3);
  });

  it("goes on after a time that failed", async () => {
    const sweep = vi.fn(async () => {
      throw new Error("the database is away");
    });
    const sweeper = repeatedly("A sweep", sweep, 1000, logger);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sweep).toHaveBeenCalledTimes(2);
    await sweeper.stop();
  });

  it("never runs twice at once, and waits for the last one when stopped", async () => {
    let finish = () => {};
    const sweep = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const sweeper = repeatedly("A sweep", sweep, 1000, logger);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sweep).toHaveBeenCalledTimes(1);
    let stopped = false;
    const stopping = sweeper.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sweep).toHaveBeenCalledTimes(1);
  });
});
