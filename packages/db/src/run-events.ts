import pg from "pg";

/**
 * `run` and `operation` name a row that changed, came or went. `reconnected` says that events may have been missed:
 * read again what you show.
 */
export type RunEvent = { kind: "run"; id: string } | { kind: "operation"; id: number } | { kind: "reconnected" };

export interface RunEvents {
  /** The database itself publishes, at commit, each change of a run's or an operation's state, progress and message. */
  subscribe(listener: (event: RunEvent) => void): () => void;
}

const firstDelayMs = 200;
const longestDelayMs = 10_000;
/** A server that is frozen sends no events and does not hang up: it is asked now and then. */
const checkMs = 15_000;
const standardLimitMs = 10_000;

/** One connection for all listeners, opened with the first one and kept until `close`. */
export function openRunEvents(url: string, limitMs = standardLimitMs): RunEvents & { close(): Promise<void> } {
  const listeners = new Set<(event: RunEvent) => void>();
  const publish = (event: RunEvent) => {
    for (const listener of listeners) listener(event);
  };
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let check: NodeJS.Timeout | undefined;
  let started = false;
  let closed = false;

  const connect = async (delayMs: number, again: boolean): Promise<void> => {
    const limits = { connectionTimeoutMillis: limitMs, query_timeout: limitMs, keepAlive: true };
    const fresh = new pg.Client({ connectionString: url, application_name: "datalab-events", ...limits });
    client = fresh;
    let lost = false;
    const onLost = () => {
      if (lost || closed) return;
      lost = true;
      clearInterval(check);
      fresh.end().catch(() => {});
      retry = setTimeout(() => connect(Math.min(delayMs * 2, longestDelayMs), true), delayMs);
    };
    fresh.on("error", onLost).on("end", onLost);
    fresh.on("notification", ({ payload }) => {
      const event = parseEvent(payload ?? "");
      if (event) publish(event);
    });
    try {
      await fresh.connect();
      await fresh.query("LISTEN datalab_events");
      delayMs = firstDelayMs;
      check = setInterval(() => fresh.query("SELECT 1").catch(onLost), Math.min(checkMs, 1.5 * limitMs));
      if (again) publish({ kind: "reconnected" });
    } catch {
      onLost();
    }
  };

  return {
    subscribe(listener) {
      const own = (event: RunEvent) => listener(event);
      listeners.add(own);
      if (!started) {
        started = true;
        void connect(firstDelayMs, true);
      }
      return () => listeners.delete(own);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      clearInterval(check);
      listeners.clear();
      await client?.end().catch(() => {});
    },
  };
}

function parseEvent(payload: string): RunEvent | undefined {
  const [kind, id] = payload.split(":");
  if (kind === "run" && id) return { kind, id };
  if (kind === "operation" && id) return { kind, id: Number(id) };
  return undefined;
}
