import { LimitError } from "@datalab/errors";
import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";

/** What is left of a caller's requests in the present window. */
export interface Allowance {
  limit: number;
  remaining: number;
  /** Seconds until the window ends. */
  reset: number;
}

/** Counts requests by the minute. Undefined: limits are off. */
export interface RateLimits {
  /** Throws LimitError when the user has used up this minute's requests. */
  user(userId: number): Promise<Allowance | undefined>;
  /** The same for callers who did not say who they are, or not truly. */
  address(address: string): Promise<Allowance | undefined>;
  /** For what costs little and is asked often without a word about who asks: health, and files by their links. */
  place(address: string): Promise<Allowance | undefined>;
  close(): Promise<void>;
}

interface RateLimitOptions {
  /** Of a user; an address without valid credentials gets a fifth. 0: no limits. */
  perMinute: number;
  /** Where several web processes count together. */
  redisUrl?: string;
}

const WINDOW_SECONDS = 60;
/** A page of results shows a hundred pictures, and a class may sit behind one address. */
const PLACE_SHARE = 5;

export function rateLimits({ perMinute, redisUrl }: RateLimitOptions): RateLimits {
  const none = async () => undefined;
  if (perMinute === 0) return { user: none, address: none, place: none, close: none };
  const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 }) : undefined;
  redis?.on("error", () => {}); // the limiter falls back to counting alone; the queue's client reports the outage
  const users = counter("user", perMinute, redis);
  const addresses = counter("address", Math.ceil(perMinute / 5), redis);
  const places = counter("place", perMinute * PLACE_SHARE, redis);
  return {
    user: (userId) => take(users, String(userId)),
    address: (address) => take(addresses, address),
    place: (address) => take(places, address),
    async close() {
      redis?.disconnect();
    },
  };
}

function counter(keyPrefix: string, points: number, redis?: Redis) {
  const options = { keyPrefix: `datalab-rate-${keyPrefix}`, points, duration: WINDOW_SECONDS };
  const alone = new RateLimiterMemory(options);
  return redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: alone }) : alone;
}

async function take(limiter: ReturnType<typeof counter>, key: string): Promise<Allowance> {
  try {
    return allowance(limiter.points, await limiter.consume(key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const { reset } = allowance(limiter.points, refused);
    throw new LimitError("access.rate", `Too many requests. Try again in ${reset} s.`, reset, limiter.points);
  }
}

function allowance(limit: number, { remainingPoints, msBeforeNext }: RateLimiterRes): Allowance {
  return { limit, remaining: Math.max(0, remainingPoints), reset: Math.ceil(msBeforeNext / 1000) };
}
