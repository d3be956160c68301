import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "@datalab/db";
import { type BlobStore, fileLinks, folderStore, frameCache } from "@datalab/storage";
import { createTestDatabase } from "@datalab/testkit";
import type { Portal } from "../accounts/portal.ts";
import type { Actor } from "../actor.ts";
import { createWorkerServices } from "../create-services.ts";
import type { RunEngine } from "../runs/run-engine.ts";
import type { ServiceOptions } from "../service-deps.ts";
import type { WorkerServices } from "../services.ts";
import { type FakeArchive, fakeArchive } from "./fake-archive.fixture.ts";
import { fakeExecute } from "./fake-execute.fixture.ts";
import { type MemoryQueue, memoryQueue } from "./memory-queue.fixture.ts";

export interface WorkBench {
  services: WorkerServices;
  /** What the services were made of. */
  options: ServiceOptions;
  database: Database;
  databaseUrl: string;
  /** A statement that brings rows into a state that otherwise takes time; answers its rows. */
  execute(statement: string): Promise<Record<string, unknown>[]>;
  queue: MemoryQueue;
  archive: FakeArchive;
  store: BlobStore;
  /** Tests may change what the worker does. */
  engine: RunEngine;
  portal: Portal;
  logged: string[];
  /** A user whom the portal has pushed, with this archive token. */
  person(name: string): Promise<Actor & { token: string }>;
  /** Delivers the waiting jobs, as often as the queue would, and answers how many deliveries failed. */
  work(): Promise<number>;
  close(): Promise<void>;
}

const ATTEMPTS = 3;

/** All services on a real database and a real folder; archive, pixels and, unless given, the queue are stood in for. */
export async function workBench(realQueue?: (url: string) => ServiceOptions["queue"]): Promise<WorkBench> {
  const { url, database, execute, drop } = await createTestDatabase();
  const dir = await mkdtemp(join(tmpdir(), "datalab-services-"));
  const queue = memoryQueue();
  const archive = fakeArchive();
  const store = folderStore(join(dir, "objects"));
  const logged: string[] = [];
  const log = (_details: object, message: string) => void logged.push(message);
  const portal: Portal = {
    profileOfToken: async () => null,
    profileOfAccessToken: async () => null,
    profileOfPassword: async () => null,
  };
  const engine: RunEngine = {
    execute: fakeExecute,
    frameCache: await frameCache({ dir: join(dir, "frames"), maxBytes: 1_000_000 }),
    tmpDir: join(dir, "tmp"),
    keptDir: join(dir, "kept"),
    live: new Set(),
    disk: { hasRoom: async () => true, reserve: async () => ({ release: async () => {} }) },
    about: { version: "test", threads: 1 },
    outageHours: 24,
    leaseSeconds: 5,
    timeLimitSeconds: 60,
  };
  const options: ServiceOptions = {
    database,
    queue: realQueue?.(url) ?? queue.port,
    store,
    links: fileLinks({ secret: "s".repeat(32), publicUrl: "http://lab.example" }),
    archive,
    portal,
    secretKey: "k".repeat(32),
    serverKey: "the server key",
    logger: { info: log, warn: log, error: log },
  };
  const services = createWorkerServices(options, engine);

  return {
    services,
    options,
    database,
    databaseUrl: url,
    execute,
    queue,
    archive,
    store,
    engine,
    portal,
    logged,
    async person(name) {
      const token = `portal-token-of-${name}`;
      await services.accounts.pushUser({ username: name, tokens: { api_token: token } });
      return { ...(await services.accounts.authenticateToken("Token", token)), token };
    },
    async work() {
      let failed = 0;
      for (let operationId = queue.waiting.shift(); operationId !== undefined; operationId = queue.waiting.shift()) {
        for (let attemptsLeft = ATTEMPTS - 1; attemptsLeft >= 0; attemptsLeft--) {
          try {
            await services.runs.process({ operationId, attemptsLeft }, new AbortController().signal);
            break;
          } catch {
            failed++;
          }
        }
      }
      return failed;
    },
    async close() {
      await drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
