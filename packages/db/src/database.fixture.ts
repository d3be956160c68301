import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createDatabase, type Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import type { OperationRecord } from "./operation-record.ts";
import type { RunRequest } from "./run-repository.ts";

export interface DatabaseFixture {
  url: string;
  database: Database;
  /** A statement that brings rows into a state that otherwise takes time. */
  execute(statement: string): Promise<void>;
  close(): Promise<void>;
}

/** An empty database on the server of the test run, for the tests of one file. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `db_${randomBytes(6).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(inject("databaseServer"));
  url.pathname = name;
  return { url: url.href, drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

export async function openDatabaseFixture(): Promise<DatabaseFixture> {
  const { url, drop } = await createEmptyDatabase();
  await migrate(url);
  const database = createDatabase({ url });
  return {
    url,
    database,
    execute: (statement) => onServer(statement, url),
    async close() {
      await database.close();
      await drop();
    },
  };
}

async function onServer(statement: string, url = inject("databaseServer")) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

let made = 0;

/** A user that no other test touches. */
export function newUser(database: Database, username = `user-${++made}`) {
  const details = { firstName: "", lastName: "", email: "", isStaff: false, isSuperuser: false };
  return database.users.save({ username, ...details });
}

export async function newSession(database: Database, name = "A session") {
  const { id: ownerId } = await newUser(database);
  return database.sessions.create({ ownerId, name, inputData: [] });
}

export const newKey = () => (++made).toString(16).padStart(64, "0");

export function runRequest(resultKey = newKey()): RunRequest {
  const inputs = [{ source: "archive", basename: "frame-1", archiveFrameId: "17" }];
  return { resultKey, operationName: "Median", operationVersion: 1, recipe: { b: 1, a: 2 }, inputs };
}

export async function newOperation(database: Database, sessionId: number): Promise<OperationRecord> {
  return database.operations.create({ sessionId, name: "Median", inputData: {}, resultKey: newKey() });
}

/** A run with an operation attached to it. */
export async function newAttachedRun(database: Database, request = runRequest()) {
  const session = await newSession(database);
  const operation = await newOperation(database, session.id);
  const { run } = await database.runs.findOrCreateLive(request);
  await database.operations.attach(operation.id, run.id);
  return { session, operation, run };
}

export const nothingMade = { output: {}, inputs: [], files: [], timings: {}, peakMemory: null };
