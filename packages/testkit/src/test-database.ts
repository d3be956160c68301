import { randomBytes } from "node:crypto";
import { createDatabase, type Database, migrate } from "@datalab/db";
import pg from "pg";

export interface TestDatabase {
  url: string;
  database: Database;
  /** A statement that no repository has, to bring rows into a state that otherwise takes time; answers its rows. */
  execute(statement: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A fresh, migrated database on the run's PostgreSQL: the embedded one of `global-setup`, or TEST_DATABASE_URL's. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { inject } = await import("vitest");
  const server = inject("databaseServer");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = name;
  await migrate(url.href);
  const database = createDatabase({ url: url.href, poolSize: 5 });
  return {
    url: url.href,
    database,
    execute: (statement) => execute(url.href, statement),
    async drop() {
      await database.close();
      await execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function execute(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
