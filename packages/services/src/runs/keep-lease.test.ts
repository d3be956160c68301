import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepLease } from "./keep-lease.ts";

describe("keeping a lease", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("renews it well before it lapses, until stopped", async () => {
    const heartbeat = vi.fn(async () => true);
    const lease = keepLease(heartbeat, 3);
    await vi.advanceTimersByTimeAsync(3000);
    expect(heartbeat).toHaveBeenCalledTimes(3);
    lease.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heartbeat).toHaveBeenCalledTimes(3);
    expect(lease.lost.aborted).toBe(false);
  });

  it("notices within two seconds that the lease is gone, however long it is", async () => {
    const lease = keepLease(async () => false, 600);
    await vi.advanceTimersByTimeAsync(2000);
    expect(lease.lost.aborted).toBe(true);
  });

  it("outlives a database that is away for a moment", async () => {
    const answers = [new Error("away"), true];
    const lease = keepLease(async () => {
      const answer = answers.shift() ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    }, 6);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(lease.lost.aborted).toBe(false);
    lease.stop();
  });

  it("is lost when the database says nothing for longer than the lease", async () => {
    const lease = keepLease(() => new Promise(() => {}), 3);
    await vi.advanceTimersByTimeAsync(2900);
    expect(lease.lost.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(lease.lost.aborted).toBe(true);
  });

  it("is lost at once when somebody else notices, and not asked for again", async () => {
    const heartbeat = vi.fn(async () => true);
    const lease = keepLease(heartbeat, 3);
    lease.lose();
    expect(lease.lost.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heartbeat).not.toHaveBeenCalled();
  });

  it("is lost when the database stays away longer than the lease", async () => {
    const lease = keepLease(() => Promise.reject(new Error("away")), 3);
    await vi.advanceTimersByTimeAsync(5000);
    expect(lease.lost.aborted).toBe(true);
  });
});
