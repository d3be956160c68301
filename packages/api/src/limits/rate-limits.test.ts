import { LimitError } from "@datalab/errors";
import { expect, it, vi } from "vitest";
import { rateLimits } from "./rate-limits.ts";

it("lets a user make so many requests a minute, and nobody else is hurt", async () => {
  const limits = rateLimits({ perMinute: 3 });
  expect(await limits.user(1)).toEqual({ limit: 3, remaining: 2, reset: 60 });
  await limits.user(1);
  expect(await limits.user(1)).toMatchObject({ remaining: 0 });
  const refused = await limits.user(1).catch((error) => error);
  expect(refused).toBeInstanceOf(LimitError);
  expect(refused.retryAfter).toBeGreaterThan(0);
  expect(refused.retryAfter).toBeLessThanOrEqual(60);
  expect(await limits.user(2)).toMatchObject({ remaining: 2 });
});

it("gives an address a fifth, and starts anew after a minute", async () => {
  vi.useFakeTimers();
  try {
    const limits = rateLimits({ perMinute: 10 });
    await limits.address("::1");
    expect(await limits.address("::1")).toMatchObject({ limit: 2, remaining: 0 });
    await expect(limits.address("::1")).rejects.toThrow("Too many requests");
    await vi.advanceTimersByTimeAsync(60_001);
    expect(await limits.address("::1")).toMatchObject({ remaining: 1 });
  } finally {
    vi.useRealTimers();
  }
});

it("counts nothing when it is off", async () => {
  const limits = rateLimits({ perMinute: 0 });
  for (let i = 0; i < 1000; i++) expect(await limits.user(1)).toBeUndefined();
});
