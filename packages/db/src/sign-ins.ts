import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { firstOf, moved, rowsOf } from "./rows.ts";
import type { SignInRecord, SignInRepository } from "./sign-in-repository.ts";
import { jsonRow } from "./sql.ts";
import type { UserRecord } from "./user-repository.ts";
import { userRow } from "./users.ts";

const row = jsonRow("i", {
  plain: ["id", "userId", "address", "userAgent"],
  times: ["createdAt", "lastSeenAt", "expiresAt"],
});
const holds = Prisma.sql`i."endedAt" IS NULL AND i."expiresAt" > clock_timestamp()`;
const aWeekFromNow = Prisma.sql`clock_timestamp() + interval '7 days'`;

export function signInRepository(client: Client): SignInRepository {
  return {
    async create({ id, userId, address, userAgent }) {
      await client.$executeRaw`
        INSERT INTO "SignIn" ("id", "userId", "expiresAt", "address", "userAgent")
        VALUES (${id}, ${userId}::int, ${aWeekFromNow}, ${address}, ${userAgent})`;
      await client.$executeRaw`
        DELETE FROM "SignIn" WHERE "userId" = ${userId}::int AND "expiresAt" < clock_timestamp() - interval '30 days'`;
    },

    async use(id, userId) {
      const found = await firstOf<{ user: UserRecord; isOld: boolean }>(
        client,
        Prisma.sql`
          SELECT json_build_object('user', ${userRow},
            'isOld', i."lastSeenAt" < clock_timestamp() - interval '1 minute') AS row
          FROM "SignIn" i JOIN "User" u ON u."id" = i."userId" LEFT JOIN "Profile" p ON p."userId" = u."id"
          WHERE i."id" = ${id} AND i."userId" = ${userId}::int AND ${holds}`,
      );
      if (found?.isOld) {
        await client.$executeRaw`
          UPDATE "SignIn" i SET "lastSeenAt" = clock_timestamp(),
            "expiresAt" = least(${aWeekFromNow}, i."createdAt" + interval '30 days')
          WHERE i."id" = ${id} AND ${holds} AND i."lastSeenAt" < clock_timestamp() - interval '1 minute'`;
      }
      return found?.user ?? null;
    },

    list: (userId) =>
      rowsOf<SignInRecord>(
        client,
        Prisma.sql`
          SELECT ${row} AS row FROM "SignIn" i WHERE i."userId" = ${userId}::int AND ${holds}
          ORDER BY i."lastSeenAt" DESC, i."id" LIMIT 200`,
      ),

    end: (id, userId) =>
      moved(
        client,
        Prisma.sql`
          UPDATE "SignIn" i SET "endedAt" = clock_timestamp()
          WHERE i."id" = ${id} AND i."userId" = ${userId}::int AND ${holds}`,
      ),

    async endAll(userId, except) {
      await client.$executeRaw`
        UPDATE "SignIn" i SET "endedAt" = clock_timestamp()
        WHERE i."userId" = ${userId}::int AND i."id" IS DISTINCT FROM ${except} AND ${holds}`;
    },
  };
}
