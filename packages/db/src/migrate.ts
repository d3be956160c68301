import { randomUUID } from "node:crypto";
import { AppError } from "@datalab/errors";
import pg from "pg";
import { toDatabaseError } from "./database-error.ts";
import { type Migration, readMigrations } from "./migrations.ts";

const CONNECT_MS = 10_000;

/** The lock that Prisma Migrate takes, so neither runs beside the other. */
const migrationLock = 72707369;

const ledger = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Applies what is missing, as `prisma migrate deploy` would, with the same ledger and checksums; answers the names applied. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await client.query(ledger);
    const done = await client.query<{ name: string; checksum: string }>(
      `SELECT migration_name AS name, checksum FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    const checksums = new Map(done.rows.map(({ name, checksum }) => [name, checksum]));
    const applied: string[] = [];
    for (const migration of await readMigrations()) {
      const known = checksums.get(migration.name);
      if (known === migration.checksum) continue;
      if (known) throw edited(migration.name);
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

function edited(name: string) {
  return new AppError("conflict", "db.migration_edited", `Migration ${name} was changed after it had been applied.`);
}
