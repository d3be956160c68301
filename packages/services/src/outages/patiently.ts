import { setTimeout as pause } from "node:timers/promises";
import { outageOf } from "@datalab/errors";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/** Writes to the rows as soon as the database is there, however long that takes; gives up when `signal` aborts. */
export async function patiently<T>(write: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    try {
      return await write();
    } catch (thrown) {
      if (signal.aborted || outageOf(thrown)?.dependency !== "database") throw thrown;
      await pause(wait, undefined, { signal }).catch(() => Promise.reject(thrown));
    }
  }
}
