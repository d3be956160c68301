import { AppError } from "@datalab/errors";
import type { Services } from "@datalab/services";

/** Counts what stays open in this process: event streams and requests that wait for a result. */
export interface OpenStreams {
  /** Answers how to say that it has ended; throws `limit` when one user or one address has too many. */
  open(userId: number, address: string): () => void;
}

interface Limits {
  perUser: number;
  perAddress: number;
}

export function openStreams({ perUser, perAddress }: Limits): OpenStreams {
  const users = counter<number>();
  const addresses = counter<string>();
  return {
    open(userId, address) {
      if (users.of(userId) >= perUser) throw tooMany("You have", perUser);
      if (addresses.of(address) >= perAddress) throw tooMany("Your address has", perAddress);
      users.add(userId, 1);
      addresses.add(address, 1);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        users.add(userId, -1);
        addresses.add(address, -1);
      };
    },
  };
}

/** The same services, whose `watch` counts as open for as long as it is read. */
export function countingStreams(services: Services, streams: OpenStreams, address: string): Services {
  const { watch } = services.operations;
  return {
    ...services,
    operations: {
      ...services.operations,
      async *watch(actor, target, signal) {
        const end = streams.open(actor.userId, address);
        try {
          yield* watch(actor, target, signal);
        } finally {
          end();
        }
      },
    },
  };
}

function counter<Key>() {
  const counts = new Map<Key, number>();
  const of = (key: Key) => counts.get(key) ?? 0;
  return {
    of,
    add(key: Key, step: 1 | -1) {
      const count = of(key) + step;
      if (count === 0) counts.delete(key);
      else counts.set(key, count);
    },
  };
}

const tooMany = (whose: string, limit: number) =>
  new AppError(
    "limit",
    "quota.streams",
    `${whose} ${limit} event streams open, the most there may be. Close some first.`,
  );
