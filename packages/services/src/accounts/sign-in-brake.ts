import { AppError } from "@datalab/errors";

/** Slows down guessing: after a few failures of one name from one address, each further one doubles the wait. */
export interface SignInBrake {
  /** Throws `limit` while the wait lasts. */
  check(username: string, address: string): void;
  failed(username: string, address: string): void;
  succeeded(username: string, address: string): void;
}

const FREE_TRIES = 5;
const LONGEST_WAIT = 15 * 60_000;
const FORGET_AFTER = 60 * 60_000;
const MAX_ENTRIES = 10_000;

export function signInBrake(now: () => number): SignInBrake {
  const failures = new Map<string, { count: number; last: number }>();
  const keyOf = (username: string, address: string) => JSON.stringify([username.toLowerCase(), address]);
  return {
    check(username, address) {
      const entry = failures.get(keyOf(username, address));
      if (!entry) return;
      const wait = entry.last + waitAfter(entry.count) - now();
      if (wait <= 0) return;
      throw new AppError("limit", "sign_in.wait", `Too many attempts. Try again in ${Math.ceil(wait / 1000)} s.`);
    },
    failed(username, address) {
      const key = keyOf(username, address);
      const entry = failures.get(key);
      const recent = entry && now() - entry.last < FORGET_AFTER;
      failures.delete(key); // the newest entry is always the last of the map
      failures.set(key, { count: (recent ? entry.count : 0) + 1, last: now() });
      if (failures.size > MAX_ENTRIES) failures.delete(failures.keys().next().value!);
    },
    succeeded(username, address) {
      failures.delete(keyOf(username, address));
    },
  };
}

function waitAfter(failures: number): number {
  return failures < FREE_TRIES ? 0 : Math.min(1000 * 2 ** (failures - FREE_TRIES), LONGEST_WAIT);
}
