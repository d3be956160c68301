import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import type { IdempotentRequest, IdempotentRequestRepository } from "./idempotent-request-repository.ts";
import { firstOf } from "./rows.ts";
import { json, jsonRow, seconds } from "./sql.ts";

const row = jsonRow("i", { plain: ["fingerprint", "answer"], times: [] });

export function idempotentRequestRepository(client: Client): IdempotentRequestRepository {
  return {
    async claim(userId, key, fingerprint, abandonedAfterSeconds) {
      const claimed = await client.$executeRaw`
        INSERT INTO "IdempotentRequest" AS i ("userId", "key", "fingerprint")
        VALUES (${userId}::int, ${key}, ${fingerprint})
        ON CONFLICT ("userId", "key") DO UPDATE
        SET "fingerprint" = EXCLUDED."fingerprint", "createdAt" = clock_timestamp()
        WHERE i."answer" IS NULL AND i."createdAt" < clock_timestamp() - ${seconds(abandonedAfterSeconds)}`;
      if (claimed > 0) return null;
      const where = Prisma.sql`WHERE i."userId" = ${userId}::int AND i."key" = ${key}`;
      return firstOf<IdempotentRequest>(client, Prisma.sql`SELECT ${row} AS row FROM "IdempotentRequest" i ${where}`);
    },

    async settle(userId, key, answer) {
      await client.$executeRaw`
        UPDATE "IdempotentRequest" SET "answer" = ${json(answer)} WHERE "userId" = ${userId}::int AND "key" = ${key}`;
    },

    async release(userId, key) {
      await client.$executeRaw`
        DELETE FROM "IdempotentRequest" WHERE "userId" = ${userId}::int AND "key" = ${key} AND "answer" IS NULL`;
    },

    removeOlderThan: (age) =>
      client.$executeRaw`DELETE FROM "IdempotentRequest" WHERE "createdAt" < clock_timestamp() - ${seconds(age)}`,
  };
}
