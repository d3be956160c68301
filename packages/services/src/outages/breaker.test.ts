import { AppError, OutageError } from "@datalab/errors";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Breaker, createBreaker } from "./breaker.ts";

const away = () => Promise.reject(new OutageError("store", "storage.unavailable", "Away."));
let time = 0;
let breaker: Breaker;
beforeEach(() => {
  time = 0;
  breaker = createBreaker({ firstPauseMs: 1000, longestPauseMs: 4000, now: () => time, random: () => 0.5 });
});

const attempt = async (work: () => Promise<unknown>) => breaker.call(work).catch(() => undefined);

/** How long it takes until the dependency is asked again. */
async function pause(): Promise<number> {
  for (let waited = 0; ; waited += 500, time += 500) {
    const asked = vi.fn(away);
    await attempt(asked);
    if (asked.mock.calls.length > 0) return waited;
  }
}

describe("a breaker", () => {
  it("fails at once while the dependency is away, and tries again after pauses that grow up to a limit", async () => {
    await attempt(away);
    expect(breaker.isOpen()).toBe(true);
    expect([await pause(), await pause(), await pause(), await pause()]).toEqual([1000, 2000, 4000, 4000]);
  });

  it("lets one call try, and fails the others meanwhile", async () => {
    await attempt(away);
    time = 1000;
    let answer = () => {};
    const trial = breaker.call(
      () =>
        new Promise<void>((resolve) => {
          answer = resolve;
        }),
    );
    await expect(breaker.call(async () => 1)).rejects.toMatchObject({ code: "storage.unavailable" });
    answer();
    await trial;
    expect(await breaker.call(async () => 1)).toBe(1);
  });

  it.each([
    ["a missing object", new AppError("notFound", "storage.no_such_object", "No.")],
    ["a full disk on our side", new OutageError("disk", "disk.full", "Full.")],
  ])("is closed by %s: the dependency answered", async (_, error) => {
    await attempt(away);
    time = 1000;
    await expect(breaker.call(() => Promise.reject(error))).rejects.toBe(error);
    expect(breaker.isOpen()).toBe(false);
  });

  it("lets calls run beside each other while the dependency answers", async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => breaker.call(async () => n)));
    expect(answers).toEqual([1, 2, 3]);
  });
});
