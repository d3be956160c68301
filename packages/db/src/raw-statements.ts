import type pg from "pg";
import { toDatabaseError } from "./database-error.ts";
import { Prisma, type PrismaClient } from "./generated/client.ts";

type RawStatements = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;
type Query = TemplateStringsArray | Prisma.Sql;

/**
 * Prisma's raw statements straight on the driver, outside of transactions: they need nothing of Prisma, whose engine takes longer for
 * most of them than the server. Values are the driver's own, as the statements here select them: JSON, text, `int`, `bytea`.
 */
export function rawStatements(pool: pg.Pool): RawStatements {
  const run = async (query: Query, values: unknown[]) => {
    const { text, values: parameters } = query instanceof Prisma.Sql ? query : Prisma.sql(query, ...values);
    try {
      return await pool.query({ text, values: parameters });
    } catch (error) {
      throw toDatabaseError(error);
    }
  };
  const statements = {
    $queryRaw: async (query: Query, ...values: unknown[]) => (await run(query, values)).rows,
    $executeRaw: async (query: Query, ...values: unknown[]) => (await run(query, values)).rowCount ?? 0,
  };
  return statements as unknown as RawStatements; // they answer a plain promise, which is all that is awaited here
}
