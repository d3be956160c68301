import type { Client } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { countOf, firstOf, moved, rowsOf } from "./rows.ts";
import { allOf, containing, isoTime, jsonRow } from "./sql.ts";
import type { UserRecord, UserRepository } from "./user-repository.ts";

const profile = `CASE WHEN p."userId" IS NULL THEN NULL ELSE json_build_object('staffView', p."staffView",
  'archiveTokenCipher', p."archiveTokenCipher", 'archiveTokenHash', p."archiveTokenHash",
  'refreshedAt', ${isoTime('p."refreshedAt"')}) END`;

/** A `UserRecord` of the table aliases `u` and `p` (profile). */
export const userRow = jsonRow("u", {
  plain: ["id", "username", "firstName", "lastName", "email", "isStaff", "isSuperuser", "passwordHash"],
  times: ["createdAt"],
  more: { profile },
});

const select = Prisma.sql`SELECT ${userRow} AS row FROM "User" u LEFT JOIN "Profile" p ON p."userId" = u."id"`;

export function userRepository(client: Client): UserRepository {
  const find = (condition: Prisma.Sql) => firstOf<UserRecord>(client, Prisma.sql`${select} WHERE ${condition}`);

  return {
    find: (id) => find(Prisma.sql`u."id" = ${id}::int`),
    findByUsername: (username) => find(Prisma.sql`u."username" = ${username}`),
    findByArchiveTokenHash: (hash) => find(Prisma.sql`p."archiveTokenHash" = ${hash}`),

    async save({ username, ...details }) {
      const { id } = await client.user.upsert({
        where: { username },
        create: { username, ...details },
        update: details,
        select: { id: true },
      });
      return (await find(Prisma.sql`u."id" = ${id}::int`)) as UserRecord;
    },

    async saveProfile(userId, { staffView, archiveTokenCipher, archiveTokenHash }) {
      if (archiveTokenHash) {
        await client.profile.updateMany({
          where: { archiveTokenHash, userId: { not: userId } },
          data: { archiveTokenHash: null, archiveTokenCipher: null },
        });
      }
      await client.$executeRaw`
        INSERT INTO "Profile" ("userId", "staffView", "archiveTokenCipher", "archiveTokenHash")
        VALUES (${userId}::int, ${staffView}, ${archiveTokenCipher}, ${archiveTokenHash})
        ON CONFLICT ("userId") DO UPDATE SET "staffView" = EXCLUDED."staffView",
          "archiveTokenCipher" = EXCLUDED."archiveTokenCipher", "archiveTokenHash" = EXCLUDED."archiveTokenHash",
          "refreshedAt" = clock_timestamp()`;
    },

    async setPasswordHash(userId, passwordHash) {
      await client.user.updateMany({ where: { id: userId }, data: { passwordHash } });
    },

    async list({ search, limit, offset }) {
      const where = allOf(search ? [matches(containing(search))] : []);
      const count = await countOf(client, Prisma.sql`SELECT count(*)::int AS count FROM "User" u WHERE ${where}`);
      const page = Prisma.sql`${select} WHERE ${where} ORDER BY u."username" LIMIT ${limit}::int OFFSET ${offset}::int`;
      return { count, results: await rowsOf<UserRecord>(client, page) };
    },

    delete: (id) => moved(client, Prisma.sql`DELETE FROM "User" WHERE "id" = ${id}::int`),
  };
}

function matches(pattern: string) {
  return Prisma.sql`(u."username" ILIKE ${pattern} OR u."email" ILIKE ${pattern}
    OR concat(u."firstName", ' ', u."lastName") ILIKE ${pattern})`;
}
