import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe("migrate", () => {
  it("applies each migration once, also when several start at the same moment", async () => {
    const answers = await Promise.all([migrate(empty.url), migrate(empty.url), migrate(empty.url)]);
    const ledger = await query("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL");
    expect(ledger.length).toBeGreaterThan(0);
    expect(answers.flat()).toEqual(ledger.map((row) => row.migration_name));
    expect(await migrate(empty.url)).toEqual([]);
  });

  it("refuses a history that was rewritten", async () => {
    await migrate(empty.url);
    await query("UPDATE _prisma_migrations SET checksum = 'other'");
    await expect(migrate(empty.url)).rejects.toMatchObject({ code: "db.migration_edited" });
  });

  it("leaves nothing of a migration that fails", async () => {
    await query(`CREATE TABLE "FrameAccess" ()`);
    await expect(migrate(empty.url)).rejects.toMatchObject({ code: "db.failed" });
    expect(await query(`SELECT to_regclass('"User"') AS found`)).toEqual([{ found: null }]);
    expect(await query("SELECT 1 FROM _prisma_migrations")).toEqual([]);
  });

  it("says so when the database is away", async () => {
    await expect(migrate("postgres://datalab@127.0.0.1:1/none")).rejects.toMatchObject({ code: "db.unavailable" });
  });
});
