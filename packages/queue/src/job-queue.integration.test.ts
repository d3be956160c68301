import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testJobQueue } from "./job-queue.contract.ts";
import { createJobQueue } from "./job-queue.ts";
import { startJobWorker } from "./job-worker.ts";

const server = inject("databaseServer");
const database = `queue_${randomBytes(4).toString("hex")}`;
const url = Object.assign(new URL(server), { pathname: database }).href;

async function onServer(statement: string) {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(() => onServer(`CREATE DATABASE ${database}`));
afterAll(() => onServer(`DROP DATABASE ${database} WITH (FORCE)`));

describe("the queue on PostgreSQL", () => {
  testJobQueue(() => url);
});

describe.each(["postgres://datalab@127.0.0.1:1/none", "redis://127.0.0.1:1"])("a queue that is away, at %s", (away) => {
  it("fails the producer soon, with an error that may pass", async () => {
    const queue = createJobQueue({ url: away });
    const unavailable = { kind: "transient", code: "queue.unavailable" };
    await expect(queue.enqueue({ operationId: 1 })).rejects.toMatchObject(unavailable);
    await expect(queue.ping()).rejects.toMatchObject(unavailable);
    await queue.close();
  });
});

describe("a queue without its tables", () => {
  it("is usable as soon as they are made, without a new client", async () => {
    const bare = `${database}_bare`;
    await onServer(`CREATE DATABASE ${bare}`);
    const bareUrl = Object.assign(new URL(server), { pathname: bare }).href;
    const queue = createJobQueue({ url: bareUrl });
    await expect(queue.ping()).rejects.toMatchObject({ code: "queue.unavailable" });
    const early = startJobWorker({ url: bareUrl, concurrency: 1, handler: async () => {} });
    await expect(early.ready()).rejects.toMatchObject({ code: "queue.unavailable" });
    await queue.migrate();
    await queue.migrate();
    await queue.enqueue({ operationId: 1 });
    expect(await queue.has(1)).toBe(true);
    await early.close({ graceMs: 0 });
    await queue.close();
    await onServer(`DROP DATABASE ${bare} WITH (FORCE)`);
  });
});
