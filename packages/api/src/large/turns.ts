import { LimitError } from "@datalab/errors";

/**
 * Work that takes much memory goes in turns: a few at once in this process and one of each user, so that memory is bounded
 * and nobody's large requests keep others waiting for long.
 */
export interface Turns {
  /** Waits for a turn and answers how to end it. Throws `limit` when too many wait already or the wait is too long. */
  take(userId: number, signal?: AbortSignal): Promise<() => void>;
}

interface TurnOptions {
  atOnce?: number;
  waitingPerUser?: number;
  longestWaitMs?: number;
}

interface Waiter {
  userId: number;
  begin(): void;
}

export function turns({ atOnce = 2, waitingPerUser = 60, longestWaitMs = 120_000 }: TurnOptions = {}): Turns {
  const working = new Set<number>();
  const waiting: Waiter[] = [];

  const beginNext = () => {
    for (let at = 0; at < waiting.length && working.size < atOnce; ) {
      const { userId, begin } = waiting[at]!;
      if (working.has(userId)) at++;
      else {
        waiting.splice(at, 1);
        working.add(userId);
        begin();
      }
    }
  };
  const endOf = (userId: number) => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      working.delete(userId);
      beginNext();
    };
  };

  return {
    take(userId, signal) {
      if (waiting.filter((waiter) => waiter.userId === userId).length >= waitingPerUser) throw busy();
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          userId,
          begin() {
            stopWaiting();
            resolve(endOf(userId));
          },
        };
        const giveUp = () => {
          stopWaiting();
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(busy());
        };
        const timer = setTimeout(giveUp, longestWaitMs);
        const stopWaiting = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", giveUp);
        };
        signal?.addEventListener("abort", giveUp);
        waiting.push(waiter);
        beginNext();
      });
    },
  };
}

const busy = () =>
  new LimitError("access.large", "Too many of your large requests are at work already. Try again in 30 s.", 30);
