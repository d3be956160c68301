import type { OperationView, Services, WatchEvent } from "@datalab/services";
import { describe, expect, it } from "vitest";
import { median } from "../testing/fake-services.ts";
import { preferredWait, waitForResult } from "./preferred-wait.ts";

describe("Prefer: wait", () => {
  it.each([
    ["wait=30", 30],
    ["respond-async, wait=5", 5],
    ["wait=5; x=1", 5],
    ["wait=999999", 60],
    ["handling=lenient", 0],
    ["await=30", 0],
    ["wait=-1", 0],
    ["", 0],
  ])("%j means %i seconds", (value, seconds) => {
    expect(preferredWait(new Headers({ Prefer: value }))).toBe(seconds);
  });
});

describe("waiting for a result", () => {
  const actor = {} as Parameters<Services["operations"]["watch"]>[0];
  const done: OperationView = { ...median, status: "COMPLETED", operation_progress: 1 };
  const signal = new AbortController().signal;
  const watching = (...events: WatchEvent[]) =>
    ({
      async *watch(_actor: unknown, _target: unknown, ended: AbortSignal) {
        yield* events;
        await new Promise((over) => ended.addEventListener("abort", over));
      },
    }) as unknown as Services["operations"];
  const wait = (operations: Services["operations"], seconds: number, operation = median) =>
    waitForResult(operations, actor, { sessionId: 1, operation }, { seconds, signal });

  it("answers with what it is once it has finished", async () => {
    const running: WatchEvent = { kind: "operation", operation: { ...median, operation_progress: 0.5 } };
    const events = watching(running, { kind: "heartbeat" }, { kind: "operation", operation: done });
    expect(await wait(events, 30)).toEqual(done);
  });

  it("answers with what it is when the time is over", async () => {
    const running = { ...median, operation_progress: 0.5 };
    expect(await wait(watching({ kind: "operation", operation: running }), 1)).toEqual(running);
  });

  it("watches nothing when nobody waits, or when it has finished already", async () => {
    const untouchable = {} as Services["operations"];
    expect(await wait(untouchable, 0)).toEqual(median);
    expect(await wait(untouchable, 30, done)).toEqual(done);
  });

  it("ends when somebody deletes the operation meanwhile", async () => {
    expect(await wait(watching({ kind: "removed", operationId: median.id }), 30)).toEqual(median);
  });
});
