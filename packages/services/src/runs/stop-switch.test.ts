import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopSwitch } from "./stop-switch.ts";

describe("stop switch", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const setUp = (shutdown = new AbortController()) => {
    const leaseLost = new AbortController();
    const stops = stopSwitch({ shutdown: shutdown.signal, leaseLost: leaseLost.signal }, 10);
    return { shutdown, leaseLost, stops };
  };

  it("is off until something stops the run", () => {
    const { stops } = setUp();
    expect(stops.signal.aborted).toBe(false);
    expect(stops.cause()).toBeNull();
    stops.close();
  });

  it("tells what came first", () => {
    const { stops, shutdown, leaseLost } = setUp();
    leaseLost.abort();
    shutdown.abort();
    vi.advanceTimersByTime(20_000);
    expect(stops.signal.aborted).toBe(true);
    expect(stops.cause()).toBe("lease-lost");
  });

  it("goes at the time limit", () => {
    const { stops } = setUp();
    vi.advanceTimersByTime(10_000);
    expect(stops.cause()).toBe("time-limit");
  });

  it("is on from the start when the worker is already stopping", () => {
    const shutdown = new AbortController();
    shutdown.abort();
    expect(setUp(shutdown).stops.cause()).toBe("shutdown");
  });

  it("hears nothing once closed", () => {
    const { stops, shutdown } = setUp();
    stops.close();
    shutdown.abort();
    vi.advanceTimersByTime(20_000);
    expect(stops.cause()).toBeNull();
  });
});
