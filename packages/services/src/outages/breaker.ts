import { outageOf } from "@datalab/errors";

export interface Breaker {
  /** Whether the dependency was away when it was last asked. */
  isOpen(): boolean;
  /** Does the work; while the dependency is away, throws its last outage at once, but for one call after each pause. */
  call<T>(work: () => Promise<T>): Promise<T>;
}

export interface BreakerTimes {
  firstPauseMs: number;
  longestPauseMs: number;
  /** Milliseconds of a clock that is never set. */
  now(): number;
  random(): number;
}

const standard: BreakerTimes = {
  firstPauseMs: 1000,
  longestPauseMs: 15_000,
  now: () => performance.now(),
  random: Math.random,
};

/**
 * Remembers that a dependency is away, so that not every caller waits for it in vain. Any answer of the dependency closes the
 * breaker, an error that is no outage too. The pause before the next try doubles each time, a fifth more or less.
 */
export function createBreaker(times: Partial<BreakerTimes> = {}): Breaker {
  const { firstPauseMs, longestPauseMs, now, random } = { ...standard, ...times };
  let outage: Error | null = null;
  let failures = 0;
  let nextTry = 0;
  const failed = (error: Error) => {
    outage = error;
    nextTry = now() + Math.min(firstPauseMs * 2 ** failures, longestPauseMs) * (0.8 + 0.4 * random());
    failures = Math.min(failures + 1, 20);
  };
  const answered = () => {
    outage = null;
    failures = 0;
  };

  return {
    isOpen: () => outage !== null,
    async call(work) {
      if (outage && now() < nextTry) throw outage;
      nextTry = Number.POSITIVE_INFINITY; // matters only while it is away: this call alone tries
      try {
        const answer = await work();
        answered();
        return answer;
      } catch (thrown) {
        const found = outageOf(thrown);
        if (found && found.dependency !== "disk") failed(found);
        else answered();
        throw thrown;
      }
    },
  };
}
