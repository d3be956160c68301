import type { ApiTokenRecord, ApiTokenRepository, UsedApiToken } from "./api-token-repository.ts";
import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { firstOf, moved, rowsOf } from "./rows.ts";
import { jsonRow } from "./sql.ts";
import { userRow } from "./users.ts";

const columns = {
  plain: ["id", "userId", "name", "prefix", "scopes"],
  times: ["createdAt", "expiresAt", "lastUsedAt", "revokedAt"],
};
const row = jsonRow("t", columns);
const rowWithUser = jsonRow("t", { ...columns, more: { user: userRow.sql } });

const MINUTE_MS = 60_000;

export function apiTokenRepository(client: Client): ApiTokenRepository {
  return {
    async create({ userId, name, hash, prefix, scopes, expiresAt }) {
      const statement = Prisma.sql`
        INSERT INTO "ApiToken" AS t ("userId", "name", "hash", "prefix", "scopes", "expiresAt")
        VALUES (${userId}::int, ${name}, ${hash}, ${prefix}, ${scopes}::text[], ${expiresAt}::timestamptz)
        RETURNING ${row} AS row`;
      return (await firstOf<ApiTokenRecord>(client, statement)) as ApiTokenRecord;
    },

    async use(hash) {
      const token = await firstOf<UsedApiToken>(
        client,
        Prisma.sql`
          SELECT ${rowWithUser} AS row FROM "ApiToken" t
          JOIN "User" u ON u."id" = t."userId" LEFT JOIN "Profile" p ON p."userId" = u."id"
          WHERE t."hash" = ${hash} AND t."revokedAt" IS NULL
            AND (t."expiresAt" IS NULL OR t."expiresAt" > clock_timestamp())`,
      );
      if (token && !usedLately(token)) {
        await client.$executeRaw`
          UPDATE "ApiToken" SET "lastUsedAt" = clock_timestamp()
          WHERE "id" = ${token.id}::int
            AND ("lastUsedAt" IS NULL OR "lastUsedAt" < clock_timestamp() - interval '1 minute')`;
      }
      return token;
    },

    list: (userId) =>
      rowsOf<ApiTokenRecord>(
        client,
        Prisma.sql`SELECT ${row} AS row FROM "ApiToken" t WHERE t."userId" = ${userId}::int ORDER BY t."id" DESC`,
      ),

    revoke: (id, userId) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "ApiToken" SET "revokedAt" = clock_timestamp()
          WHERE "id" = ${id}::int AND "userId" = ${userId}::int AND "revokedAt" IS NULL`,
      ),
  };
}

function usedLately({ lastUsedAt }: ApiTokenRecord): boolean {
  return lastUsedAt !== null && Date.now() - Date.parse(lastUsedAt) < MINUTE_MS;
}
