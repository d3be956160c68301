import type { RunEvent, RunEvents } from "@datalab/db";

type InboxBatch = { events: RunEvent[]; done: boolean };

export interface EventInbox {
  /** All events since the last call, waiting for one; empty after the pause; `done` once the signal aborted. */
  next(): Promise<InboxBatch>;
  close(): void;
}

/** Collects events between two readings, so a slow reader gets them in one go. */
export function eventInbox(source: RunEvents, pauseMs: number, signal: AbortSignal): EventInbox {
  let events: RunEvent[] = [];
  let wake: () => void = () => undefined;
  const unsubscribe = source.subscribe((event) => {
    events.push(event);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);

  return {
    async next() {
      if (events.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pauseMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const batch = events;
      events = [];
      return { events: batch, done: signal.aborted };
    },
    close() {
      unsubscribe();
      signal.removeEventListener("abort", onAbort);
    },
  };
}
