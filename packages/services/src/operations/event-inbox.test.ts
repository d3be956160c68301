import type { RunEvent } from "@datalab/db";
import { describe, expect, it } from "vitest";
import { eventInbox } from "./event-inbox.ts";

function setUp(pauseMs = 60_000) {
  const listeners = new Set<(event: RunEvent) => void>();
  const abort = new AbortController();
  const source = {
    subscribe(listener: (event: RunEvent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const inbox = eventInbox(source, pauseMs, abort.signal);
  const publish = (event: RunEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { inbox, publish, abort, listeners };
}

describe("event inbox", () => {
  it("hands over everything that came between two readings at once", async () => {
    const { inbox, publish } = setUp();
    publish({ kind: "run", id: "a" });
    publish({ kind: "operation", id: 1 });
    expect(await inbox.next()).toEqual({
      events: [
        { kind: "run", id: "a" },
        { kind: "operation", id: 1 },
      ],
      done: false,
    });
  });

  it("wakes a waiting reader", async () => {
    const { inbox, publish } = setUp();
    const next = inbox.next();
    publish({ kind: "operation", id: 1 });
    expect((await next).events).toHaveLength(1);
  });

  it("answers empty after a quiet pause", async () => {
    const { inbox } = setUp(5);
    expect(await inbox.next()).toEqual({ events: [], done: false });
  });

  it("ends a waiting reader when its caller goes", async () => {
    const { inbox, abort } = setUp();
    const next = inbox.next();
    abort.abort();
    expect((await next).done).toBe(true);
    expect((await inbox.next()).done).toBe(true);
  });

  it("leaves no listener behind", () => {
    const { inbox, listeners } = setUp();
    inbox.close();
    expect(listeners.size).toBe(0);
  });
});
