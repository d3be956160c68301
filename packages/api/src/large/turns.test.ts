import { expect, it, vi } from "vitest";
import { turns } from "./turns.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve));

it("lets a few work at once, one of each user, first come first served otherwise", async () => {
  const line = turns({ atOnce: 2 });
  const began: string[] = [];
  const take = async (userId: number, name: string) => {
    const end = await line.take(userId);
    began.push(name);
    return end;
  };
  const first = take(1, "a1");
  const second = take(1, "a2");
  const third = take(2, "b1");
  const fourth = take(3, "c1");
  await settled();
  expect(began).toEqual(["a1", "b1"]);
  (await third)();
  await settled();
  expect(began).toEqual(["a1", "b1", "c1"]);
  const end = await first;
  end();
  end(); // twice is once
  await settled();
  expect(began).toEqual(["a1", "b1", "c1", "a2"]);
  for (const one of [second, fourth]) (await one)();
});

it("refuses when too many of one user wait, and those that have waited too long", async () => {
  vi.useFakeTimers();
  try {
    const line = turns({ atOnce: 1, waitingPerUser: 2, longestWaitMs: 1000 });
    const end = await line.take(1);
    const waiting = [line.take(1), line.take(1)].map((turn) => turn.catch((error) => error.kind));
    await expect(async () => line.take(1)).rejects.toMatchObject({ kind: "limit" });
    await vi.advanceTimersByTimeAsync(1001);
    expect(await Promise.all(waiting)).toEqual(["limit", "limit"]);
    end();
    (await line.take(1))();
  } finally {
    vi.useRealTimers();
  }
});

it("forgets a waiting caller who has left", async () => {
  const line = turns({ atOnce: 1 });
  const end = await line.take(1);
  const leaving = new AbortController();
  const left = line.take(2, leaving.signal).catch((error) => error.kind);
  const next = line.take(3);
  leaving.abort();
  expect(await left).toBe("limit");
  end();
  (await next)();
});
