import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkSchema } from "./check-schema.ts";
import { createEmptyDatabase } from "./database.fixture.ts";
import { migrate } from "./migrate.ts";

let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeEach(async () => {
  empty = await createEmptyDatabase();
});
afterEach(() => empty.drop());

async function query(statement: string) {
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe("the schema of a database", () => {
  it("that is this version's is accepted", async () => {
    await migrate(empty.url);
    await expect(checkSchema(empty.url)).resolves.toBeUndefined();
  });

  it("without tables is refused, with the command", async () => {
    await expect(checkSchema(empty.url)).rejects.toMatchObject({
      code: "db.wrong_schema",
      message: "The database has no tables yet: run `npm run migrate` first.",
    });
  });

  const insert = (name: string, finished: string) =>
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '${name}', ${finished})`;

  it.each([
    [
      "lacks a migration",
      `DELETE FROM _prisma_migrations WHERE migration_name LIKE '20261122180000%'`,
      /lacks 1 migration.*20261122180000_token_scopes.*`npm run migrate`/,
    ],
    ["is newer", insert("20991231000000_future", "now()"), /newer than this version.*20991231000000_future/],
    [
      "has one that did not finish",
      insert("20991231000000_future", "NULL"),
      /20991231000000_future.*did not finish.*`npm run migrate`/,
    ],
  ])("that %s is refused, with the command", async (_, statement, text) => {
    await migrate(empty.url);
    await query(statement);
    await expect(checkSchema(empty.url)).rejects.toMatchObject({ message: expect.stringMatching(text) });
  });
});
