import { setTimeout as pause } from "node:timers/promises";
import { AppError, OutageError } from "@datalab/errors";
import pg from "pg";
import { toDatabaseError } from "./database-error.ts";
import { readMigrations } from "./migrations.ts";

const CONNECT_MS = 5000;
const LONGEST_PAUSE_MS = 15_000;

interface LedgerRow {
  name: string;
  finished: boolean;
}

/**
 * Throws one sentence when the database's tables are not those of this version, with what to do. While the database does not
 * answer, nobody can tell: `away` hears of it, and it is asked again.
 */
export async function checkSchema(url: string, away: (error: AppError) => void = () => undefined): Promise<void> {
  for (let wait = 1000; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    try {
      return check(
        await ledgerOf(url),
        (await readMigrations()).map(({ name }) => name),
      );
    } catch (error) {
      if (!(error instanceof OutageError)) throw error;
      away(error);
      await pause(wait);
    }
  }
}

function check(ledger: LedgerRow[] | null, known: string[]): void {
  if (!ledger || ledger.length === 0) throw wrong("The database has no tables yet: run `npm run migrate` first.");
  const failed = ledger.find(({ finished }) => !finished);
  if (failed)
    throw wrong(`Migration ${failed.name} of the database did not finish: mend it, then run \`npm run migrate\`.`);
  const applied = new Set(ledger.map(({ name }) => name));
  const missing = known.filter((name) => !applied.has(name));
  if (missing.length > 0) {
    throw wrong(
      `The database lacks ${missing.length} migration(s), the first is ${missing[0]}: run \`npm run migrate\` first.`,
    );
  }
  const newer = ledger.find(({ name }) => !known.includes(name));
  if (newer) {
    throw wrong(
      `The database is newer than this version (it has ${newer.name}): start the newer version; \`npm run migrate\` cannot go back.`,
    );
  }
}

/** Null when there is none. */
async function ledgerOf(url: string): Promise<LedgerRow[] | null> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`,
    );
    if (!rows[0]?.there) return null;
    const ledger = await client.query<LedgerRow>(
      `SELECT DISTINCT migration_name AS name, bool_or(finished_at IS NOT NULL) AS finished FROM _prisma_migrations
       WHERE rolled_back_at IS NULL GROUP BY migration_name ORDER BY 1`,
    );
    return ledger.rows;
  } catch (error) {
    throw toDatabaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function wrong(text: string): AppError {
  return new AppError("conflict", "db.wrong_schema", text);
}
