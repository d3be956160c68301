import { LimitError } from "@datalab/errors";

/**
 * Slows down guessing. A few mistakes are free; then each further one doubles the wait: for a name from one address up to a
 * quarter of an hour, and, because a caller can claim any address, for a name from anywhere up to a minute. The second
 * wait spares addresses from which the name has signed in before, so that a stranger cannot keep its owner out.
 */
export interface SignInBrake {
  /** Counts a try before its password is looked at, so that tries at the same time count too; throws `limit` during a wait. */
  attempt(username: string, address: string): void;
  succeeded(username: string, address: string): void;
  /** Takes the try back: nobody could tell whether the password was right. */
  withdraw(username: string, address: string): void;
}

interface Tries {
  count: number;
  last: number;
}

interface Patience {
  free: number;
  longestMs: number;
}

const FROM_ONE_ADDRESS: Patience = { free: 5, longestMs: 15 * 60_000 };
const FROM_ANYWHERE: Patience = { free: 30, longestMs: 60_000 };
const FORGET_AFTER = 60 * 60_000;
const MAX_ENTRIES = 10_000;
const MAX_NAME = 200;

export function signInBrake(now: () => number): SignInBrake {
  const byPair = new Map<string, Tries>();
  const byName = new Map<string, Tries>();
  const known = new Map<string, true>();
  const keysOf = (username: string, address: string) => {
    const name = username.toLowerCase().slice(0, MAX_NAME);
    return { name, pair: JSON.stringify([name, address.slice(0, MAX_NAME)]) };
  };
  const refuseWhileWaiting = (entry: Tries | undefined, patience: Patience) => {
    const wait = entry ? entry.last + waitAfter(entry.count, patience) - now() : 0;
    if (wait <= 0) return;
    throw new LimitError("sign_in.wait", `Too many attempts. Try again in ${Math.ceil(wait / 1000)} s.`, wait / 1000);
  };
  const countOne = (tries: Map<string, Tries>, key: string) => {
    const entry = tries.get(key);
    const recent = entry && now() - entry.last < FORGET_AFTER;
    remember(tries, key, { count: (recent ? entry.count : 0) + 1, last: now() });
  };

  return {
    attempt(username, address) {
      const { name, pair } = keysOf(username, address);
      refuseWhileWaiting(byPair.get(pair), FROM_ONE_ADDRESS);
      if (!known.has(pair)) {
        refuseWhileWaiting(byName.get(name), FROM_ANYWHERE);
        countOne(byName, name);
      }
      countOne(byPair, pair);
    },
    succeeded(username, address) {
      const { name, pair } = keysOf(username, address);
      byPair.delete(pair);
      byName.delete(name);
      remember(known, pair, true);
    },
    withdraw(username, address) {
      const { name, pair } = keysOf(username, address);
      for (const entry of [byPair.get(pair), known.has(pair) ? undefined : byName.get(name)]) {
        if (entry) entry.count--;
      }
    },
  };
}

/** The newest entry is always the last of the map, the oldest goes. */
function remember<T>(entries: Map<string, T>, key: string, entry: T): void {
  entries.delete(key);
  entries.set(key, entry);
  if (entries.size > MAX_ENTRIES) entries.delete(entries.keys().next().value!);
}

function waitAfter(tries: number, { free, longestMs }: Patience): number {
  return tries < free ? 0 : Math.min(1000 * 2 ** (tries - free), longestMs);
}
