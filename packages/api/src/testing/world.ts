import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "@datalab/db";
import type { AppError } from "@datalab/errors";
import { createAnalyser } from "@datalab/operations";
import { type Actor, createWebServices, createWorkerServices, type Services } from "@datalab/services";
import { fileLinks, folderStore, frameCache } from "@datalab/storage";
import { createTestDatabase, smallFrame } from "@datalab/testkit";
import type { FileDeps } from "../files/handle-file.ts";
import { largeAnswers } from "../large/large-answers.ts";
import { openStreams } from "../large/open-streams.ts";
import { rateLimits } from "../limits/rate-limits.ts";
import { csrfTokens } from "../rest/csrf.ts";
import type { RestDeps } from "../rest/handle-rest.ts";
import { localArchive } from "./local-archive.ts";
import { smallResult } from "./small-result.ts";

/** Is in the name of everything that is the owner's, and so may stand in nobody else's answer. */
export const SECRET = "zzsecret";
/** The owner alone may read it. */
export const secretFrame = `${SECRET}-frame-e91`;
export const publicFrames = ["open-1-e91", "open-2-e91", "open-3-e91", "open-4-e91"] as const;
export const serverKey = "the portal's own key";

const people = ["owner", "other", "staff", "superuser"] as const;
type Person = (typeof people)[number];

/** Of the browser in which each of them is signed in. */
export const signInId = (userId: number) => `browser-of-${userId}`;

export interface World {
  deps: RestDeps & FileDeps;
  services: Services;
  database: Database;
  /** A statement that brings rows into a state that otherwise takes time. */
  execute(statement: string): Promise<unknown>;
  actors: Record<Person, Actor>;
  portalTokens: Record<Person, string>;
  /** Errors that were told to be our own fault. */
  reported: AppError[];
  /** Works on one operation as a worker would. */
  work(operationId: number): Promise<void>;
  close(): Promise<void>;
}

/** All of the product but its queue, on a real database and a real folder, with people who do not know each other. */
export async function createWorld({ perMinute = 0 } = {}): Promise<World> {
  const { database, execute, drop } = await createTestDatabase();
  const dir = await mkdtemp(join(tmpdir(), "datalab-world-"));
  const target = { ra: "10:00:00", dec: "-20:00:00" };
  await smallFrame(join(dir, "frame.fits.fz"), { width: 64, height: 48, wcs: true, cat: true, target });
  const portalTokens = Object.fromEntries(
    people.map((name) => [name, `portal-token-of-${name}`]),
  ) as World["portalTokens"];
  const readers = Object.fromEntries(publicFrames.map((name) => [name, Object.values(portalTokens)]));
  const silent = () => undefined;
  const options = {
    database,
    queue: { enqueue: async () => undefined, remove: async () => true, has: async () => true, ping: async () => {} },
    store: folderStore(join(dir, "objects")),
    links: fileLinks({ secret: "a secret of this world", publicUrl: "http://lab.example" }),
    archive: localArchive(join(dir, "frame.fits.fz"), { ...readers, [secretFrame]: [portalTokens.owner] }),
    portal: {
      profileOfToken: async () => null,
      profileOfAccessToken: async () => null,
      profileOfPassword: async () => null,
    },
    secretKey: "a key of thirty-two characters at least",
    quotas: { sessions: 1e6, operations: 1e6, tokens: 1e6 },
    serverKey,
    logger: { info: silent, warn: silent, error: silent },
  };
  const frames = await frameCache({ dir: join(dir, "frames"), maxBytes: 1e8 });
  const analyser = createAnalyser({ threads: 1, conventions: { parity: false, wcsToEdge: 0.5 } });
  const services = createWebServices(options, { analyser, frameCache: frames });
  const engine = {
    execute: smallResult,
    frameCache: frames,
    tmpDir: join(dir, "tmp"),
    keptDir: join(dir, "kept"),
    live: new Set<string>(),
    disk: { hasRoom: async () => true, reserve: async () => ({ release: async () => {} }) },
    about: { version: "test", threads: 1 },
    outageHours: 24,
    leaseSeconds: 20,
    timeLimitSeconds: 60,
  };
  const worker = createWorkerServices(options, engine);

  const actors: Partial<World["actors"]> = {};
  for (const name of people) {
    const rights = { is_staff: name === "staff" || name === "superuser", is_superuser: name === "superuser" };
    await services.accounts.pushUser({ username: name, ...rights, tokens: { api_token: portalTokens[name] } });
    const actor = await services.accounts.authenticateToken("Token", portalTokens[name]);
    await database.signIns.create({ id: signInId(actor.userId), userId: actor.userId, address: "", userAgent: "" });
    actors[name] = actor;
  }
  const reported: AppError[] = [];
  return {
    deps: {
      services,
      publicUrl: "http://lab.example",
      corsOrigins: ["*"],
      limits: rateLimits({ perMinute }),
      csrf: csrfTokens("a key of thirty-two characters at least", "http://127.0.0.1:8100"),
      streams: openStreams({ perUser: 20, perAddress: 200 }),
      large: largeAnswers(join(dir, "answers")),
      signedInBrowser: async (request) => {
        const userId = /user=(\d+)/.exec(request.headers.get("cookie") ?? "")?.[1];
        return userId ? { userId: Number(userId), id: signInId(Number(userId)) } : undefined;
      },
      report: (error) => void reported.push(error),
    },
    services,
    database,
    execute,
    actors: actors as World["actors"],
    portalTokens,
    reported,
    work: (operationId) => worker.runs.process({ operationId, attemptsLeft: 0 }, new AbortController().signal),
    async close() {
      await analyser.close();
      await drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
