import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { httpArchive } from "@datalab/archive";
import { createPool } from "@datalab/kernels";
import { createAnalyser, executeOperation, operationTasks } from "@datalab/operations";
import {
  createWebServices,
  createWorkerServices,
  type ServiceOptions,
  type Services,
  type WorkerServices,
} from "@datalab/services";
import { fileLinks, folderStore, frameCache } from "@datalab/storage";
import { createTestDatabase, sharedData, startArchiveStandIn } from "@datalab/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rateLimits } from "../limits/rate-limits.ts";
import { differences } from "../testing/differences.ts";
import { type Intended, intended } from "../testing/intended.ts";
import { kindDifferences } from "../testing/kind-differences.ts";
import { type Recording, recordings } from "../testing/recordings.ts";
import { handleRest } from "./handle-rest.ts";

/** Recordings of addresses that are not in the table: a Django form, the front page. */
const elsewhere = new Set([0, 79]);

/** The worker had run what was waiting before these were recorded. */
const afterWork = new Set([91, 96, 99, 114, 150, 203, 205]);

describe("the recorded conversation with the reference", () => {
  const ids = new Map<number, number>();
  const waiting: number[] = [];
  const cleanups: (() => Promise<unknown>)[] = [];
  let services: WorkerServices;
  let web: Services;
  let daveToken: string;

  beforeAll(async () => {
    const { database, drop } = await createTestDatabase();
    const dir = await mkdtemp(join(tmpdir(), "replay-"));
    const tokens = { "alice-api-token": ["ora1m001-sp01-ts-0002-e91"] };
    const standIn = await startArchiveStandIn({ dirs: [sharedData("frames")], tokens });
    const archive = httpArchive({ api: standIn.api, hosts: [], insecureHosts: [standIn.host] });
    const pool = createPool({ threads: 1, modules: [operationTasks] });
    cleanups.push(
      () => pool.close(),
      () => analyser.close(),
      () => archive.close(),
      () => standIn.close(),
      () => rm(dir, { recursive: true }),
      drop,
    );
    const analyser = createAnalyser({ threads: 1, conventions: { wcsToEdge: 0.5 } });
    const cache = await frameCache({ dir: join(dir, "frames"), maxBytes: 1e9 });
    const options: ServiceOptions = {
      database,
      queue: {
        enqueue: async ({ operationId }) => void waiting.push(operationId),
        remove: async () => true,
        has: async (operationId) => waiting.includes(operationId),
        ping: async () => undefined,
      },
      store: folderStore(join(dir, "objects")),
      links: fileLinks({ secret: "replay", publicUrl: "http://127.0.0.1:8100" }),
      archive,
      portal: {
        profileOfToken: async () => null,
        profileOfAccessToken: async () => null,
        profileOfPassword: async () => null,
      },
      secretKey: "replay-key-of-thirty-two-characters",
      serverKey: "server-key",
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    };
    web = createWebServices(options, { analyser, frameCache: cache });
    services = createWorkerServices(options, {
      execute: (execution) =>
        executeOperation({
          ...execution,
          pool,
          conventions: { wcsToEdge: 0.5 },
          gaia: { cone: async () => [] },
        }),
      frameCache: cache,
      tmpDir: join(dir, "tmp"),
      leaseSeconds: 20,
      timeLimitSeconds: 60,
    });
    for (const username of ["alice", "bob", "carol", "dave"]) {
      await services.accounts.pushUser({ username, tokens: { api_token: `${username}-api-token` } });
    }
    const dave = await services.accounts.authenticateToken("Token", "dave-api-token");
    daveToken = (await services.accounts.createToken(dave, { name: "replay" })).token;
  });

  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  async function work() {
    for (const operationId of waiting.splice(0)) {
      await services.runs.process({ operationId, attemptsLeft: 0 }, new AbortController().signal);
    }
  }

  const idToday = (recorded: number) => ids.get(recorded) ?? recorded;

  const replayed = recordings().filter(({ number }) => !elsewhere.has(number));

  it.each(replayed.map((recording) => [recording.name, recording] as const))("%s", async (_name, recording) => {
    if (afterWork.has(recording.number)) await work();
    if (recording.number === 115) await submitUnrecorded();
    if (recording.number === 202) await createUnrecorded();
    const response = await send(recording);
    const text = await response.text();
    const body = /^[{[]/.test(text) ? JSON.parse(text) : null;
    const { status = recording.response.status, body: wanted, ...about } = intended[recording.number] ?? {};
    expect(response.status, text).toBe(status);
    learnId(recording, body);
    if (wanted !== undefined) expect(body).toEqual(wanted);
    else if (recording.request.method !== "HEAD") expect(bodyDifferences(recording, body, about)).toEqual([]);
    expect(headerDifferences(recording, response.headers, status)).toEqual([]);
  });

  async function send({ number, request }: Recording): Promise<Response> {
    const { method } = request;
    const path = request.path.replace(/(operations\/)(\d+)/, (_, before, id) => before + idToday(Number(id)));
    const headers: Record<string, string> = { ...request.headers };
    if (headers.Authorization === "Token dave-drf-token") headers.Authorization = `Token ${daveToken}`;
    const signedIn = number >= 16 && number <= 18;
    if (signedIn) headers.cookie = `csrftoken=${headers["X-CSRFToken"] ?? "secret"}`;
    if (request.body !== null) headers["content-type"] = "application/json";
    const sent = new Request(`http://127.0.0.1:8100${path}`, { method, headers, body: bodyOf(request) });
    const carol = await services.accounts.authenticateToken("Token", "carol-api-token");
    return handleRest(sent, {
      services: web,
      corsOrigins: ["*"],
      limits: rateLimits({ perMinute: 0 }),
      signedInUser: async () => (signedIn ? carol.userId : undefined),
      report: (failure) => {
        throw failure;
      },
    });
  }

  /** Normalization is not an operation yet; the answer is the same with a Median. */
  function bodyOf({ body, raw }: Recording["request"]): string | undefined {
    if (raw !== null) return raw;
    if (body === null) return undefined;
    const text = JSON.stringify(body).replace('"Normalization"', '"Median"');
    return text.replace(/"ids":\[[\d,"]+\]/, (list) => list.replace(/\d+/g, (id) => String(idToday(Number(id)))));
  }

  function learnId({ response }: Recording, body: unknown) {
    if (hasId(response.body) && hasId(body) && "status" in body) ids.set(response.body.id, body.id);
  }

  /** So was the last session. */
  async function createUnrecorded() {
    const alice = await services.accounts.authenticateToken("Token", "alice-api-token");
    await services.sessions.create(alice, { name: "missing files" });
  }

  /** Operations 8, 9 and 10 were made without being recorded. */
  async function submitUnrecorded() {
    const alice = await services.accounts.authenticateToken("Token", "alice-api-token");
    for (const recorded of [8, 9, 10]) {
      const input_data = { input_files: [{ basename: `ora1m001-sp01-ts-000${recorded % 8}-e91` }] };
      const { id } = await services.operations.submit(alice, 3, { name: "Median", input_data });
      ids.set(recorded, id);
    }
  }

  function bodyDifferences({ number, response }: Recording, body: unknown, { timing, values }: Intended): string[] {
    if (values) return kindDifferences(response.body, body);
    const recorded = withoutMapKey(response.body);
    if (number === 70) keepKnownChoices(recorded, body);
    if (number === 80) return differences(pickCommon(recorded, body), body, idToday);
    if (number === 110) Object.assign(recorded as object, { name: "Median" });
    if (!timing) return differences(recorded, body, idToday);
    const progress = { status: "", message: "", operation_progress: 0, output: null };
    return differences({ ...(recorded as object), ...progress }, { ...(body as object), ...progress }, idToday);
  }
});

/** Recording 60 left the name of a member in the session's list, which is not possible any more. */
function withoutMapKey(recorded: unknown): unknown {
  return JSON.parse(JSON.stringify(recorded).replaceAll(',"k"]', "]"));
}

/** Operations that come later are not missed. */
function keepKnownChoices(recorded: unknown, body: unknown) {
  const choices = (metadata: unknown) =>
    (
      metadata as {
        actions: { POST: { operations: { child: { children: { name: { choices: { value: string }[] } } } } } };
      }
    ).actions.POST.operations.child.children.name;
  const known = new Set(choices(body).choices.map(({ value }) => value));
  choices(recorded).choices = choices(recorded).choices.filter(({ value }) => known.has(value));
}

function pickCommon(recorded: unknown, body: unknown) {
  const known = Object.keys(body as object);
  expect(known).toContain("Median");
  return Object.fromEntries(Object.entries(recorded as object).filter(([name]) => known.includes(name)));
}

function hasId(body: unknown): body is { id: number } {
  return typeof body === "object" && body !== null && "id" in body;
}

/** decisions.md 13; a status that differs on purpose brings its own Content-Type. */
function headerDifferences({ number, response }: Recording, headers: Headers, status: number): string[] {
  const sameStatus = status === response.status;
  const compared = ["Location", "WWW-Authenticate", "Access-Control-Max-Age", "Access-Control-Allow-Methods"];
  if (sameStatus) compared.push("Allow");
  if (sameStatus && number !== 75) compared.push("Content-Type");
  const wrong = compared.filter((name) => (response.headers[name] ?? null) !== headers.get(name));
  const vary = (headers.get("vary") ?? "").split(", ");
  const recordedVary = sameStatus && number !== 75 ? (response.headers.Vary ?? "").split(", ") : [];
  const missing = recordedVary.filter((name) => !vary.includes(name));
  if (headers.get("content-length") === null) wrong.push("Content-Length");
  if (headers.get("access-control-allow-origin") !== "*") wrong.push("Access-Control-Allow-Origin");
  return [...wrong.map((name) => `${name}: ${headers.get(name)}`), ...missing.map((name) => `Vary lacks ${name}`)];
}
