import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { sessionCondition } from "./session-filter.ts";
import type { SessionSize, StoredSizeRepository, StoredUsage } from "./stored-size-repository.ts";

/** Sets this lock apart from others that take a user's id. */
const LOCK_SPACE = 7301;

const operationsOf = (column: string) =>
  Prisma.raw(`
  SELECT coalesce(sum(o."inputBytes" + coalesce(r."outputBytes", 0)), 0)::int8
  FROM "DataOperation" o LEFT JOIN "Run" r ON r."id" = o."runId" WHERE o."sessionId" = ${column}`);

export function storedSizeRepository(client: Client): StoredSizeRepository {
  return {
    async lock(userId) {
      await client.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_SPACE}::int, ${userId}::int)`;
    },

    async usage(userId) {
      const [found] = await client.$queryRaw<{ usage: StoredUsage }[]>`
        SELECT json_build_object(
          'sessions', (SELECT count(*) FROM "DataSession" s WHERE s."ownerId" = ${userId}::int),
          'operations', mine.number,
          'tokens', (SELECT count(*) FROM "ApiToken" t WHERE t."userId" = ${userId}::int AND t."revokedAt" IS NULL
            AND (t."expiresAt" IS NULL OR t."expiresAt" > clock_timestamp())),
          'bytes', mine.bytes
            + (SELECT coalesce(sum(s."inputBytes"), 0) FROM "DataSession" s WHERE s."ownerId" = ${userId}::int)
            + (SELECT coalesce(sum(i."answerBytes"), 0) FROM "IdempotentRequest" i WHERE i."userId" = ${userId}::int)
        ) AS usage
        FROM (
          SELECT count(*) AS number, coalesce(sum(o."inputBytes"), 0) AS bytes
          FROM "DataOperation" o JOIN "DataSession" s ON s."id" = o."sessionId" WHERE s."ownerId" = ${userId}::int
        ) mine`;
      return found!.usage;
    },

    async sessions({ limit, offset, ...filter }, { operations = true } = {}) {
      const ofOperations = operations ? operationsOf('s."id"') : Prisma.sql`0`;
      const where = sessionCondition(filter);
      const [found] = await client.$queryRaw<{ count: number; results: SessionSize[] }[]>`
        SELECT
          (SELECT count(*)::int FROM "DataSession" s JOIN "User" u ON u."id" = s."ownerId" WHERE ${where}) AS count,
          (SELECT coalesce(json_agg(page), '[]') FROM (
            SELECT s."id", s."inputBytes" + (${ofOperations}) AS bytes
            FROM "DataSession" s JOIN "User" u ON u."id" = s."ownerId" WHERE ${where}
            ORDER BY s."modified" DESC, s."id" DESC LIMIT ${limit}::int OFFSET ${offset}::int) page) AS results`;
      return found!;
    },
  };
}
