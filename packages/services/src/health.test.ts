import type { WorkerRecord } from "@datalab/db";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readiness } from "./health.ts";
import type { ServiceDeps } from "./service-deps.ts";

const never = () => new Promise<never>(() => {});
const fine = { ping: async () => {} };
const worker = (trouble: string | null) => ({ trouble }) as WorkerRecord;

function depsWith(parts: object = {}, alive: () => Promise<WorkerRecord[]> = async () => [worker(null)]): ServiceDeps {
  return {
    database: { ...fine, workers: { alive } },
    queue: fine,
    store: fine,
    hasRoom: async () => true,
    ...parts,
  } as never;
}

describe("readiness", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is yes when everything answers and a worker lives", async () => {
    expect(await readiness(depsWith())()).toEqual({
      ...{ ok: true, database: true, queue: true, store: true, disk: true, workers: true, messages: [] },
    });
  });

  it.each([
    ["the store fails", depsWith({ store: { ping: () => Promise.reject(new Error("no")) } }), { store: false }],
    ["the queue hangs", depsWith({ queue: { ping: never } }), { queue: false }],
    ["the disk is full", depsWith({ hasRoom: async () => false }), { disk: false, messages: ["The disk is full."] }],
    [
      "no worker lives",
      depsWith({}, async () => []),
      { workers: false, messages: ["No worker is running; operations wait."] },
    ],
    [
      "a worker waits",
      depsWith({}, async () => [worker("The disk of the worker is full.")]),
      { workers: true, messages: ["The disk of the worker is full."] },
    ],
    [
      "all hangs",
      depsWith({
        database: { ping: never, workers: { alive: never } },
        queue: { ping: never },
        store: { ping: never },
        hasRoom: never,
      }),
      { database: false, workers: false },
    ],
  ])("is no within a second, with words, when %s", async (_, deps, expected) => {
    const answer = readiness(deps)();
    await vi.advanceTimersByTimeAsync(1000);
    const told = await answer;
    expect(told).toMatchObject({ ok: false, ...expected });
    expect(told.messages.length).toBeGreaterThan(0);
  });

  it("asks once for all who look within two seconds", async () => {
    const ping = vi.fn(async () => {});
    const ready = readiness(depsWith({ store: { ping } }));
    await Promise.all([ready(), ready(), ready()]);
    expect(ping).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2100);
    await ready();
    expect(ping).toHaveBeenCalledTimes(2);
  });
});
