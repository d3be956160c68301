import {
  createPostgresBackend,
  type Processor,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import pg from "pg";
import type { JobPayload } from "./job.ts";

export type BullQueue = Queue<JobPayload>;
export type BullWorker = Worker<JobPayload, void>;

type Tuning = Omit<WorkerOptions, "connection">;

const postgres = withBackend(createPostgresBackend);
const answerLimitMs = 5_000;
const isRedis = (url: string) => /^rediss?:/.test(url);

/** A producer serves a request that somebody waits for: it fails at once when the queue is away. */
export function openQueue(url: string, name: string): BullQueue {
  if (isRedis(url)) {
    const policy = { maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: answerLimitMs };
    return new Queue(name, { connection: { url, ...policy } });
  }
  const policy = { max: 2, connectionTimeoutMillis: answerLimitMs, query_timeout: answerLimitMs };
  return new postgres.Queue(name, { connection: { connectionString: url, ...policy } }) as unknown as BullQueue;
}

/** A worker has nothing better to do than to wait until the queue is back. */
export function openWorker(
  url: string,
  name: string,
  processor: Processor<JobPayload, void> | null,
  tuning: Tuning,
): BullWorker {
  if (isRedis(url)) return new Worker(name, processor, { ...tuning, connection: { url, maxRetriesPerRequest: null } });
  const connection = { connectionString: url, max: 4, keepAlive: true };
  return new postgres.Worker(name, processor, { ...tuning, connection }) as unknown as BullWorker;
}

/** PostgreSQL needs BullMQ's tables; Redis needs nothing. */
export async function prepare(url: string): Promise<void> {
  if (isRedis(url)) return;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerLimitMs });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
